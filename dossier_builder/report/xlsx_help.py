"""The words of the sheet « Lisez-moi »."""

from __future__ import annotations

PROMOTION_HELP = (
    (
        "Ce classeur va dans les deux sens : ce que vous y écrivez est relu au prochain contrôle. "
        "Les colonnes au titre brun sont les vôtres ; ajoutez-en d’autres, elles sont gardées."
    ),
    (
        "À qui est un fichier : feuille Documents, colonne « Attribué à », le nom et le prénom "
        "(la liste propose les apprenants ; un nom nouveau crée un apprenant)."
    ),
    (
        "Un apprenant : feuille Promotion, corrigez Nom, Prénom, Voie (formation, apprentissage, "
        "vae) ou Visé (titre, ou CCP2, CCP3) ; ajoutez une ligne pour qui n’a rien rendu."
    ),
    (
        "Une dérogation : colonne « Décision du formateur », par exemple "
        "« dispense PAG001 jusqu’au 31/12/2026 (M. Formateur) ». Le constat reste, le verdict n’en "
        "tient plus compte jusqu’à cette date. Sur une ligne de Promotion elle vaut pour tous ses "
        "dossiers (« dispense PAG001 pour CCP2 jusqu’au… » pour un seul) ; sur une ligne de "
        "Documents, pour ce dossier. Un motif après « : » reste dans ce classeur."
    ),
    "Quelle version compte : « retenir » ou « écarter » dans la même colonne de Documents.",
    (
        "Publipostage : la colonne « Message à envoyer » de Promotion ; ce que vous y changez est "
        "gardé."
    ),
    (
        "Ressemblances : des mots communs à deux dossiers. Une information, jamais une preuve ni "
        "un verdict ; elle n’est montrée à aucun apprenant."
    ),
    (
        "Ce qui n’a plus sa place (un fichier retiré, une case de résultat récrite) va dans la "
        "feuille Conservé."
    ),
)
HELP = (
    "Fermez ce classeur avant de relancer ; sinon le nouveau est écrit à côté, avec la date.",
    "Il nomme des personnes : gardez-le dans l’équipe.",
)
