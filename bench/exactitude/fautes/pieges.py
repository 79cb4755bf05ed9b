"""Sentences that look like faults and are none: what a checker must keep quiet about."""

from __future__ import annotations

PIEGES = (
    (
        "La mission locale de Valfictive reçoit du lundi au vendredi ; son standard répond au "
        "01 99 00 12 34."
    ),
    "Pour prendre rendez-vous avec le service, on écrit à accueil@mission-locale.example.",
    "Le numéro vert 0 800 123 456 est gratuit, comme le 3949 pour France Travail.",
    "L’association est installée 12 rue des Exemples, 00000 Valfictive, près de la gare.",
    "L’entreprise (SIRET 732 829 320 00074) emploie douze personnes dans l’année.",
    "La convention n° 2024 0156 1234 a été signée en juin avec le Département.",
    "Selon Mme Dupont (2019), la posture compte autant que l’outil que l’on emploie.",
    "Ma tutrice, Mme Durand, a relu chacun de mes comptes rendus avant leur envoi.",
    "Mme M. m’a dit dès le premier jour qu’elle voulait travailler dehors, et loin des écrans.",
    "M. D., 42 ans, ancien cariste, venait surtout chercher une réponse sur son permis.",
    "Monsieur B. et Mme L. ont suivi le même atelier à un mois de distance.",
    "Madame la directrice a validé le projet, puis Monsieur le maire l’a présenté au conseil.",
    "Le dossier à compléter comportait quatre pages, que nous avons lues ensemble à voix haute.",
    "Il restait à préciser qui appellerait l’employeur, et quand le faire sans la devancer.",
    "« Et alors ??? » m’a-t-il répondu, avant de se mettre à rire de bon cœur.",
    "Le projet, né le 12 mars 2015 d’un constat partagé, réunit aujourd’hui six structures.",
    "L’association est née le 3 avril 1992 ; elle a changé deux fois de nom depuis.",
    "L’annexe 2 de l’arrêté du 22 décembre 2015 précise ce que le jury consulte ce jour-là.",
    "Les gants de taille XXL manquaient, et la séance a commencé avec un quart d’heure de retard.",
    "De 2019 à 2021, puis du 12/03/2024 au 30/06/2024, elle a gardé des enfants à son domicile.",
    "Le rendez-vous du 14 janvier 2027 à 9 h 30 a duré 50 minutes, entretien et bilan compris.",
    "Le code du travail (articles L. 5131-3 à L. 5131-8) fixe ce que le contrat doit contenir.",
    "Le stage s’est tenu au lycée Monsieur Vincent, puis rue Madame Curie, dans une annexe.",
    "J’ai noté la référence 2 85 03 sur la fiche, puis le nombre 1 234 567 dans le tableau.",
    "Elle habite un village à 12 kilomètres de la gare et n’a plus de voiture depuis mai 2025.",
    "Le financeur attend 1 500 000 euros de dépenses, dont 12 345,67 euros pour cet atelier.",
)
