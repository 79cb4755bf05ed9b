"""TXT001 and TXT002 explained."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="TXT001",
        resume="Reste-t-il un texte provisoire ?",
        verifie="""
            La présence de textes faits pour être remplacés : « [à compléter] », « XXX », « Cliquez
            ici pour entrer du texte », « Lorem ipsum »… La liste est dans le modèle ; un centre
            peut l’allonger. Majuscules et accents ne comptent pas, et seul le mot entier est pris :
            « XXX » n’est pas vu dans « XXXL ». « À compléter » ne compte que détaché de toute
            phrase (seul dans sa ligne ou sa case, après deux-points, entre crochets) : « un dossier
            à compléter » est une phrase normale, et « Mme XXX » un nom caché exprès. « ??? » compte
            quand il tient la place d’un mot, non quand il ponctue (« C’est vrai ??? »), et TODO en
            capitales. Les annexes ne sont pas lues : un formulaire vierge y est à sa place.

            Dans le formulaire du DPP, une boîte qui contient encore sa consigne est signalée par
            DPP002, avec le nom de la boîte.
        """,
        pourquoi="""
            Dans 12 dossiers réels sur 14 que nous avons lus, il restait 3 à 44 de ces textes. Le
            jury y voit un dossier que personne n’a relu.
        """,
        constat="Texte à remplacer resté dans le document : « [à compléter] ».",
        dans_word="""
            Ctrl+F, tapez le texte signalé : Word vous y mène. Remplacez-le par votre phrase, ou
            supprimez la ligne. Une zone grisée du formulaire s’efface d’un clic dedans puis de la
            touche Suppr.
        """,
        dans_le_dossier="""
            Cherchez le texte dans `sections/` ou `exemples/` et remplacez-le. Les conseils entre
            `<!--` et `-->` ne sont pas concernés : ils ne s’impriment pas.
        """,
        parametres={"espaces_reserves": "textes à chercher en plus de ceux du modèle"},
        mots={"texte": "le texte provisoire qui a été vu"},
    ),
    Explication(
        code="TXT002",
        resume="Reste-t-il une balise du gabarit ?",
        verifie="""
            La présence de signes qui servent à fabriquer le document et n’ont rien à y faire une
            fois fini : `{{ nom }}`, `{% if … %}`, ou un renvoi non résolu comme
            `{annexe:contrat}`.
        """,
        pourquoi="""
            Une balise visible veut dire qu’une information manque à cet endroit : un nom, un
            numéro d’annexe. Le lecteur, lui, n’y comprend rien.
        """,
        constat="Balise du gabarit restée dans le texte : « {{ prenom }} ».",
        dans_word="""
            Remplacez la balise, accolades comprises, par ce qu’elle annonce.
        """,
        dans_le_dossier="""
            `dossier generer` refuse un renvoi à une annexe, une figure ou un tableau qui n’existe
            pas, avec le fichier et la ligne. Si une balise reste, elle vient d’un gabarit modifié :
            signalez-la au formateur.
        """,
        mots={"balise": "la balise qui a été vue"},
    ),
)
