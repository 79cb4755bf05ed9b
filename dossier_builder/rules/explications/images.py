"""IMG001 and IMG002 explained."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="IMG001",
        resume="Les images sont-elles nettes une fois imprimées ?",
        verifie="""
            Pour chaque image, ses points (pixels) rapportés à sa taille imprimée, ce qui est rogné
            mis à part. Les petites images (logos, pictogrammes de moins de 2,5 cm), les dessins
            vectoriels et les images groupées ne sont pas jugés. Les annexes le sont : un document
            numérisé doit rester lisible.
        """,
        pourquoi="""
            Sous 150 points par pouce, une capture d’écran agrandie ou une photo venue d’une
            messagerie devient floue sur le papier, et son texte illisible.
        """,
        constat="Image de 16 × 9 cm à 72 points par pouce : floue une fois imprimée.",
        dans_word="""
            Remplacez-la par le fichier d’origine (clic droit, Remplacer l’image), ou réduisez-la en
            tirant un coin. Fichier, Options, Options avancées, « Ne pas compresser les images ».
        """,
        dans_le_dossier="""
            Mettez dans `images/` ou `annexes/` un fichier plus grand, sous le même nom.
        """,
        sans_objet=("aucune image n’est assez grande, ou d’un genre à juger.",),
        sans_reponse=("les images n’ont pas pu être mesurées.",),
        parametres={
            "ppp_min": "résolution la plus basse admise, en points par pouce",
            "icone_cm": "côté, en centimètres, au-dessous duquel une image n’est pas jugée",
        },
        mots={"ppp": "la résolution mesurée", "min": "la résolution la plus basse admise"},
    ),
    Explication(
        code="IMG002",
        resume="Les images ont-elles un texte de remplacement ?",
        verifie="""
            La présence d’un texte de remplacement sur chaque image ; une image marquée comme
            décorative n’en a pas besoin.
        """,
        pourquoi="""
            C’est ce que lit une synthèse vocale à la place de l’image. Aucun jury ne l’exige :
            c’est une information, et une bonne habitude d’accessibilité.
        """,
        constat="4 images sans texte de remplacement (p. 5, 9 et 12).",
        dans_word="""
            Clic droit sur l’image, « Texte de remplacement », une phrase qui dit ce qu’elle
            montre ; ou la case « Marquer comme décorative ».
        """,
        dans_le_dossier="""
            Dans le Markdown, c’est le texte entre crochets : `![Le plan de l’atelier](plan.png)`.
        """,
        sans_objet=("le document n’a pas d’image.",),
        sans_reponse=("le document est un PDF : ses images ne le disent pas.",),
        mots={"nombre": "le nombre d’images sans texte", "pages": "les pages où elles sont"},
    ),
)
