"""IDE001 and MET001 explained."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="IDE001",
        resume="Votre nom est-il sur la première page ?",
        verifie="""
            La présence du nom et du prénom du candidat sur la page de garde. Dans un fichier que
            nous avons produit, ce sont ceux de `candidat.yaml` ; dans un autre document, un nom
            écrit comme on le fait d’habitude (« Camille EXEMPLE », « Nom : … », « Présenté
            par … »). Dans le formulaire du DPP, les cases « Nom de naissance » et « Prénom ».
        """,
        pourquoi="""
            Le jury reçoit plusieurs dossiers, parfois imprimés. Un dossier sans nom ne peut pas
            être attribué.
        """,
        constat="« Prénom » n’est pas rempli sur la première page.",
        dans_word="""
            Écrivez votre prénom et votre nom sur la page de garde, en texte : un nom dans une image
            ou un logo n’est pas lu.
        """,
        dans_le_dossier="""
            Remplissez `nom_naissance` et `prenom` (et `nom_usage` si vous en avez un) dans
            `candidat.yaml`, à côté de vos dossiers : les trois dossiers s’en servent.
        """,
        sans_reponse=(
            (
                "aucun nom n’a été reconnu dans un document dont nous ne savons pas à qui il est : "
                "nous ne pouvons pas affirmer qu’il manque ; regardez la première page."
            ),
        ),
        mots={"champ": "la case du formulaire restée vide"},
    ),
    Explication(
        code="MET001",
        resume="Le fichier a-t-il un titre, et est-il en français ?",
        verifie="""
            Deux propriétés du fichier, que l’on ne voit pas en le lisant : son titre, et la langue
            de son texte.
        """,
        pourquoi="""
            Un lecteur d’écran annonce ce titre, et lit dans cette langue : sans elle, un texte
            français est lu avec l’accent anglais. Le correcteur de Word s’en sert aussi. C’est une
            information, qui ne change jamais le résultat.
        """,
        constat="Le fichier n’a pas de titre dans ses propriétés.",
        dans_word="""
            Titre : Fichier, Informations, Titre. Langue : sélectionnez tout (Ctrl+A), puis
            Révision, Langue, Définir la langue de vérification, Français.
        """,
        dans_le_dossier="""
            Rien à faire : le titre de `dossier.yaml` et le français sont inscrits dans le fichier.
        """,
    ),
)
