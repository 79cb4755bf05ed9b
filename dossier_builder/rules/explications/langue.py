"""LNG001 explained: spelling and grammar."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="LNG001",
        resume="L’orthographe et la grammaire ont-elles été relues ?",
        verifie="""
            Ce que dit Grammalecte, correcteur libre de français, quand il est installé. Il ne sort
            rien de votre ordinateur. Chaque genre de faute (accords, conjugaison, confusions,
            participes passés, mots inconnus…) donne un seul constat, avec leur nombre et les
            premiers endroits.

            Ne sont pas repris : la typographie (apostrophes, espaces), les noms propres et les
            sigles, les adresses, les mots inconnus qui reviennent quatre fois (ce sont des mots du
            métier). Les annexes et la page de garde ne sont pas lues.
        """,
        pourquoi="""
            Un dossier relu se lit mieux, et les écrits professionnels font partie du métier. Mais
            un correcteur se trompe : c’est une information, jamais une faute.
        """,
        constat="12 accords à revoir : « personne » (p. 4), « accompagnés » (p. 6)…",
        dans_word="""
            Révision, Éditeur (F7), et faites relire par quelqu’un. Grammalecte s’ajoute aussi à
            LibreOffice, qui souligne les mêmes passages.
        """,
        dans_le_dossier="Corrigez les fichiers de `sections/` ou d’`exemples/`.",
        sans_reponse=(
            (
                "Grammalecte n’est pas installé, ou n’a pas été demandé. Sous Debian et Ubuntu : "
                "`sudo apt install grammalecte-cli` ; ailleurs, téléchargez-le sur grammalecte.net "
                "et mettez `grammalecte-cli.py` dans le PATH ;"
            ),
            "il n’a pas répondu à temps, s’est arrêté, ou sa réponse est illisible ;",
        ),
        parametres={
            "ignores": "mots, et genres (`orth`, `gn`, `conf`…), à ne pas signaler",
            "exemples": "nombre d’exemples donnés pour chaque genre",
        },
        mots={
            "genre": "le genre de faute, dans les mots de Grammalecte",
            "nombre": "combien il y en a",
        },
    ),
)
