"""ANX001 and ANX002 explained."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="ANX001",
        resume="Les annexes sont-elles numérotées et listées ?",
        verifie="""
            Que chaque annexe porte un numéro, dans l’ordre (Annexe 1, Annexe 2…), et, si le
            document a une liste des annexes, que cette liste et les annexes présentes disent la
            même chose, numéros et titres. L’absence de liste n’est pas une faute.
        """,
        pourquoi="""
            « Voir annexe 3 » doit mener quelque part. C’est aussi ce qui permet au jury d’aller
            droit au document pendant l’entretien.
        """,
        constat="La liste des annexes annonce l’annexe 4, absente du document.",
        dans_word="""
            Donnez à chaque annexe un titre de la forme « Annexe 2 – Guide d’animation », avec un
            style de titre, et corrigez la liste.
        """,
        dans_le_dossier="""
            Rien à faire : l’ordre de `annexes:` dans `dossier.yaml` donne les numéros, et la liste
            est écrite pour vous.
        """,
        sans_objet=("le document n’a pas d’annexe.",),
        mots={"titre": "le titre de l’annexe, ou la ligne de la liste"},
    ),
    Explication(
        code="ANX002",
        resume="Texte et annexes se répondent-ils ?",
        verifie="""
            Trois choses, par trois règles de nos modèles : une annexe **citée** dans le texte
            (« voir annexe 3 ») est bien dans le document ; une annexe **présente** est citée au
            moins une fois ; une annexe citée par son titre l’est avec **son numéro** (« le contrat
            d’engagement (annexe 2) » quand ce contrat est l’annexe 1).
        """,
        pourquoi="""
            Une annexe absente laisse le jury devant un renvoi qui ne mène nulle part : c’est une
            erreur. Une annexe que rien ne cite n’est lue par personne : c’est un avertissement.
        """,
        constat="Le texte cite l’annexe 5, absente du document.",
        dans_word="""
            - Annexe absente : ajoutez-la à la fin du document, ou corrigez le numéro dans le texte.
            - Mauvais numéro : corrigez-le ; il a sans doute changé quand une annexe s’est ajoutée.
            - Annexe jamais citée : écrivez « (voir annexe 2) » là où elle sert, ou retirez-la.
        """,
        dans_le_dossier="""
            Écrivez le renvoi par son nom, pas par son numéro : `{annexe:contrat}` devient
            « annexe 1 », et reste juste si l’ordre change. Une annexe citée qui n’est pas dans
            `dossier.yaml` est signalée par `dossier generer`, avec le fichier et la ligne.
        """,
        sans_objet=(
            "il n’y a pas d’annexe, ou le texte n’en cite aucune ;",
            (
                "des annexes ne sont pas numérotées : ANX001 le dit, et le rapprochement est "
                "impossible."
            ),
        ),
        parametres={
            "nature": "`absente` : annexe citée qui n’est pas là ; `non_citee` : annexe que rien "
            "ne cite ; `autre_numero` : titre d’une annexe avec le numéro d’une autre"
        },
        mots={"numero": "le numéro de l’annexe"},
    ),
)
