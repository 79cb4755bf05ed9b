"""SOM001 and SOM002 explained."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="SOM001",
        resume="Y a-t-il un sommaire, et est-il rempli ?",
        verifie="""
            La présence d’un sommaire (ou table des matières) qui contient au moins une ligne.
        """,
        pourquoi="""
            Le sommaire est la première chose que lit un juré : il y voit votre démarche en une
            page. Un sommaire inséré puis jamais mis à jour est souvent vide.
        """,
        constat="Le sommaire est vide.",
        dans_word="""
            - Pas de sommaire : placez-vous après la page de garde, onglet Références, Table des
              matières, Table automatique. Les titres doivent avoir un style de titre.
            - Sommaire vide : clic droit dessus, « Mettre à jour les champs », « toute la table ».
        """,
        dans_le_dossier="""
            Rien à faire : le sommaire est écrit pour vous, avec les bonnes pages, et reste un vrai
            sommaire de Word.
        """,
    ),
    Explication(
        code="SOM002",
        resume="Les numéros de page du sommaire sont-ils justes ?",
        verifie="""
            Pour chaque ligne du sommaire rapprochée d’un titre du document, que la page annoncée
            soit celle du titre, ou le numéro imprimé sur cette page. Quand aucune page ne porte de
            numéro, un décalage constant sur toutes les lignes n’est pas une faute : vous comptez à
            partir d’une autre page.
        """,
        pourquoi="""
            Dans le formulaire du DPP, les numéros se tapent à la main : ils étaient vides dans
            11 dossiers réels sur 14. Dans un dossier ordinaire, chaque paragraphe ajouté les
            périme.
        """,
        constat="Le sommaire annonce « Un atelier thématique » p. 11 ; c’est p. 12.",
        dans_word="""
            Clic droit sur le sommaire, « Mettre à jour les champs », puis « Mettre à jour toute la
            table ». Faites-le en tout dernier, juste avant d’exporter le PDF. Dans le formulaire du
            DPP, corrigez les numéros à la main.
        """,
        dans_le_dossier="""
            Rien à faire : les numéros sont recalculés à chaque `dossier generer`, jusqu’à ce que
            plus rien ne bouge. Si vous avez ensuite modifié le Word à la main, mettez le sommaire
            à jour comme ci-dessus.
        """,
        sans_objet=(
            "le document n’a pas de sommaire, ou il est vide (SOM001 le dit) ;",
            "aucune ligne du sommaire ne ressemble à un titre du document.",
        ),
        sans_reponse=(
            (
                "à partir d’une ligne, tout le sommaire diffère d’une page et le compte des pages "
                "n’est pas sûr : Word peut avoir raison contre notre mise en page. Le PDF exporté "
                "depuis Word tranche."
            ),
        ),
        mots={
            "titre": "la ligne du sommaire",
            "annonce": "la page annoncée",
            "vraie": "la page où est le titre",
        },
    ),
)
