"""SIM001 explained: it compares a cohort and judges nobody."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="SIM001",
        resume="Des apprenants de la promotion ont-ils écrit les mêmes passages ?",
        verifie="""
            Les passages d’au moins 25 mots que l’on retrouve chez deux apprenants de la promotion,
            même un peu modifiés : un mot changé, ajouté ou retiré de temps en temps n’y fait rien,
            la casse, les accents et la ponctuation non plus. Ils sont montrés côte à côte, avec
            leurs pages, du plus long au plus court.

            Sont laissés de côté les textes qui ne sont pas de l’apprenant : le modèle (titres,
            conseils, textes fixes du formulaire, compétences, gabarit), les citations
            (entre guillemets avec leur source, ou dans le style « Citation »), la bibliographie et
            les annexes. Un passage que partagent plus d’un tiers des apprenants, et au moins
            quatre, est un texte commun, du centre le plus souvent : il est signalé une fois, et
            personne n’en est rapproché.

            Deux dossiers d’un même apprenant ne sont jamais comparés. Un fichier que l’on n’a pu
            attribuer à personne ne l’est pas non plus : attribuez-le, puis relancez. Le texte d’une
            page numérisée, ou d’une image, n’est pas lu.
        """,
        pourquoi="""
            Le jury interroge chacun sur ce qu’il a écrit. Deux apprenants du même stage, qui ont
            mené un atelier ensemble, ou qui ont repris la même plaquette, peuvent avoir de bonnes
            raisons d’écrire la même chose : seul le formateur le sait. C’est donc une
            information, sans note ni pourcentage, qui ne change jamais un résultat. Elle n’est
            écrite que dans le classeur du formateur, et jamais dans ce que reçoit un apprenant.
        """,
        constat="84 mots communs : EXEMPLE Camille, p. 7, et MODÈLE Sacha, p. 9.",
        dans_word="""
            Rien à corriger sans en avoir parlé avec les deux apprenants. Si le texte vient
            d’ailleurs, qu’ils le mettent entre guillemets avec sa source ; s’ils ont travaillé
            ensemble, que chacun raconte ce qu’il a fait lui-même.
        """,
        dans_le_dossier="""
            De même : une citation s’écrit `> …` ou entre guillemets, avec sa source.
        """,
    ),
)
