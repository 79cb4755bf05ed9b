"""STY001 to STY004 explained."""

from dossier_builder.rules.explications.explication import Explication

_SHORT = "il y a trop peu de texte pour en juger."
_NO_RULE = """
            Aucun texte officiel ne fixe la mise en page : c’est un conseil de lisibilité, qui ne
            rend jamais un dossier non conforme. Un centre peut en changer les seuils."""

EXPLICATIONS = (
    Explication(
        code="STY001",
        resume="Le texte est-il écrit assez gros ?",
        verifie="""
            La taille des lettres du texte courant, styles compris. Les titres, les tableaux, les
            légendes, les notes et la page de garde ne comptent pas. Dans le formulaire, c’est ce
            que vous avez écrit dans ses boîtes. Une petite part peut être plus petite ; dans un
            PDF, où rien ne distingue une légende du texte, la moitié.
        """,
        pourquoi=_NO_RULE
        + """
            En moins de 10 points, un dossier lu sur papier fatigue, et semble tassé pour tenir
            dans la limite.
        """,
        constat="64 % du texte est en moins de 10 points.",
        dans_word="""
            Accueil, Styles, clic droit sur « Normal » ou « Corps de texte », Modifier, 11 points :
            tout le texte suit. Si le dossier devient trop long, déplacez en annexe ce qui illustre.
        """,
        dans_le_dossier="""
            Rien à faire : le gabarit écrit en 11 points. S’il a été changé par votre centre, c’est
            son style de corps de texte qui est en cause.
        """,
        sans_objet=(_SHORT,),
        parametres={
            "taille_min": "taille, en points, au-dessous de laquelle le texte est petit",
            "part_max": "part du texte qui peut être plus petite (0,1 = un dixième)",
        },
        mots={"part": "la part du texte trop petit", "pages": "les pages où il est"},
    ),
    Explication(
        code="STY002",
        resume="Le document est-il au format A4, avec des marges suffisantes ?",
        verifie="""
            Le papier et les marges de chaque section du texte ; la page de garde et les annexes ne
            comptent pas. Une page en paysage est acceptée. Dans un PDF, les marges de gauche et de
            droite sont mesurées sur les lignes.
        """,
        pourquoi=_NO_RULE
        + """
            Un document au format américain s’imprime mal, et ses pages ne sont plus les mêmes. Des
            marges étroites ne laissent pas au jury la place d’annoter.
        """,
        constat="Marges étroites : droite 1,2 cm et gauche 1,2 cm ; au moins 1,5 cm conseillés.",
        dans_word="""
            Mise en page, Taille, A4 ; Mise en page, Marges, Normales. Si le document a plusieurs
            sections, choisissez « Appliquer à : tout le document ».
        """,
        dans_le_dossier="Rien à faire : le gabarit est en A4, marges de 2,5 cm.",
        sans_reponse=("le document ne dit pas le format de ses pages.",),
        parametres={"marge_min": "plus petite marge admise, en centimètres"},
        mots={"mesure": "les marges ou le format mesurés"},
    ),
    Explication(
        code="STY003",
        resume="Les lignes sont-elles assez espacées ?",
        verifie="""
            L’interligne du texte courant, en lignes simples. Un interligne « exactement » est
            rapporté à la taille du texte. Dans un PDF, il est mesuré d’une ligne à l’autre, avec
            une tolérance.
        """,
        pourquoi=_NO_RULE
        + """
            Sous un interligne simple, les lignes se touchent ; entre 1,15 et 1,5, l’œil trouve la
            suivante sans effort.
        """,
        constat="82 % du texte a un interligne de moins de 1.",
        dans_word="Sélectionnez le texte (Ctrl+A), Accueil, Interligne et espacement, 1,15.",
        dans_le_dossier="Rien à faire : le gabarit a un interligne de 1,15.",
        sans_objet=(_SHORT,),
        sans_reponse=("l’interligne n’est connu que pour moins de la moitié du texte.",),
        parametres={
            "interligne_min": "plus petit interligne admis, en lignes simples",
            "part_max": "part du texte qui peut être plus serrée (0,1 = un dixième)",
        },
        mots={"part": "la part du texte trop serré", "pages": "les pages où il est"},
    ),
    Explication(
        code="STY004",
        resume="Le texte a-t-il été resserré pour tenir dans la limite ?",
        verifie="""
            Les lettres rapprochées (espacement condensé de 0,2 point ou plus), les lettres
            rétrécies (échelle de 95 % ou moins) et les espaces entre les mots mises dans une police
            minuscule.
        """,
        pourquoi=_NO_RULE
        + """
            Ces réglages ne viennent pas tout seuls. Le jury voit un texte bizarre, difficile à
            lire, et comprend pourquoi.
        """,
        constat="91 % du texte a des lettres resserrées ou rétrécies.",
        dans_word="""
            Ctrl+A, Ctrl+D, onglet Paramètres avancés : Échelle 100 %, Espacement Normal. Voyez
            ensuite PAG001 : le rapport dit ce qui ferait gagner des pages.
        """,
        dans_le_dossier="Rien à faire : le fichier produit ne resserre rien.",
        sans_objet=("le document est un PDF, qui n’en garde pas la trace ;", _SHORT),
        parametres={
            "part_max": "part du texte qui peut être resserrée (0,02 = deux pour cent)",
            "espaces_max": "nombre d’espaces minuscules admis",
        },
        mots={"part": "la part du texte resserré, ou le nombre d’espaces"},
    ),
)
