"""STY005 to STY008 explained."""

from dossier_builder.rules.explications.explication import Explication

_NO_ENGINE = "aucun moteur n’a mis le document en page."
_UNSURE = (
    "un moteur seul a mis le document Word en page : d’un logiciel à l’autre, une page peut "
    "finir une ligne plus haut. Le PDF exporté depuis Word tranche."
)

EXPLICATIONS = (
    Explication(
        code="STY005",
        resume="Y a-t-il des pages blanches ?",
        verifie="""
            Les pages où rien n’est imprimé, en-tête et pied mis à part. Dans un document Word,
            seules comptent celles que ses propres sauts laissent vides, partout : deux sauts de
            page de suite, ou un saut à la toute fin.
        """,
        pourquoi="""
            Une page blanche compte dans le nombre de pages, et donne au jury l’impression qu’il
            manque quelque chose.
        """,
        constat="1 page blanche : p. 12.",
        dans_word="""
            Ctrl+Maj+8 montre les sauts et les lignes vides. Supprimez le saut en trop ; si la page
            suit un tableau à la fin du document, réduisez la dernière ligne vide à 1 point.
        """,
        dans_le_dossier="""
            Rien à faire : le fichier produit ne laisse pas de page blanche. Une annexe en PDF peut
            en contenir une : retirez-la du PDF.
        """,
        sans_reponse=(_NO_ENGINE,),
        mots={"pages": "les pages blanches"},
    ),
    Explication(
        code="STY006",
        resume="Un titre est-il resté seul au bas d’une page ?",
        verifie="""
            Les titres tout en bas d’une page dont le texte commence à la page suivante, sans saut
            de page voulu entre les deux.
        """,
        pourquoi="""
            Le lecteur tourne la page sans savoir de quoi on parle. Dans Word, un vrai style de
            titre l’évite de lui-même : ce constat dit souvent que les titres n’ont pas de style.
        """,
        constat="Le titre « 2.2 Élaborer le projet » est seul au bas de la page.",
        dans_word="""
            Donnez au titre le style Titre 1, 2 ou 3 ; ou clic droit, Paragraphe, Enchaînements,
            cochez « Paragraphes solidaires ». N’ajoutez pas de lignes vides.
        """,
        dans_le_dossier="Rien à faire : les titres du gabarit restent avec leur texte.",
        sans_reponse=(_NO_ENGINE, _UNSURE),
        mots={"titre": "le titre resté seul"},
    ),
    Explication(
        code="STY007",
        resume="La dernière page du texte est-elle presque vide ?",
        verifie="""
            Le nombre de lignes de la page où le texte finit, avant les annexes, quand elle n’a pas
            d’image.
        """,
        pourquoi="""
            Deux lignes sur une page en font une page de plus, qui compte. Les gagner ailleurs est
            souvent facile quand la limite est proche.
        """,
        constat="La dernière page du texte n’a que 2 lignes.",
        dans_word="""
            Relisez les paragraphes dont la dernière ligne n’a qu’un ou deux mots : en raccourcir
            quelques-uns suffit. Ou bien développez la conclusion.
        """,
        dans_le_dossier="Raccourcissez quelques phrases dans `sections/`, et vérifiez de nouveau.",
        sans_objet=("le texte finit sur la page où les annexes commencent.",),
        sans_reponse=(_NO_ENGINE, _UNSURE),
        parametres={"lignes_min": "nombre de lignes au-dessous duquel la page est presque vide"},
        mots={"lignes": "le nombre de lignes de la page"},
    ),
    Explication(
        code="STY008",
        resume="Des lignes vides servent-elles d’espace ?",
        verifie="""
            Les suites de trois paragraphes vides ou plus dans le texte. La page de garde, le
            sommaire, les annexes et la place d’une signature ne comptent pas.
        """,
        pourquoi="""
            Les lignes vides qui poussent un titre à la page suivante ne l’y laissent pas : une
            phrase de plus, une autre police, et tout se décale. Le nombre de pages en dépend.
        """,
        constat="24 lignes vides qui font office d’espace (p. 4, 7 et 11).",
        dans_word="""
            Supprimez-les. Pour commencer une page : Ctrl+Entrée. Pour espacer un titre : clic
            droit, Paragraphe, Espacement avant et après.
        """,
        dans_le_dossier="Rien à faire : les lignes vides du Markdown ne s’impriment pas.",
        sans_objet=("le document est un PDF, qui ne garde pas les lignes vides.",),
        parametres={"suite_min": "nombre de paragraphes vides de suite à partir duquel on le dit"},
        mots={"nombre": "le nombre de lignes vides", "pages": "les pages où elles sont"},
    ),
)
