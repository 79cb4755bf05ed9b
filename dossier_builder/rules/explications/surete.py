"""The explanation of SUR001: what leads outside the document, removed and reported."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="SUR001",
        resume="Le fichier va-t-il chercher quelque chose ailleurs, ou contient-il de l’actif ?",
        verifie="""
            Avant toute lecture : images liées et non incorporées, modèle attaché, objets et
            graphiques liés à un autre fichier, sous-documents, documents insérés tels quels,
            sources de publipostage, champs qui vont chercher un contenu (INCLUDEPICTURE,
            INCLUDETEXT, DDE, LINK…), cadres, vidéos, macros, images démesurées ; dans un PDF,
            scripts, ouverture de programmes, fichiers joints. Tout cela est retiré de la copie de
            travail ou ignoré ; votre fichier n’est pas changé et rien n’est demandé au réseau.

            Les liens hypertextes ordinaires (une adresse sur laquelle on clique) ne comptent pas.
        """,
        pourquoi="""
            Ce qui est gardé ailleurs disparaît de l’impression et de l’envoi : le jury voit un
            cadre vide. Et un document qui va chercher un contenu dit à un inconnu quand, et
            d’où, il est ouvert.
        """,
        constat=(
            "Lien externe : une image est gardée ailleurs (« exemple.fr ») ; rien n’a été demandé "
            "au réseau."
        ),
        dans_word="""
            Image : clic droit, Enregistrer en tant qu’image, puis Insertion, Images, Cet appareil.
            Autres liens : Fichier, Informations, Modifier les liens d’accès aux fichiers, Rompre
            la liaison. Champ : Ctrl+Maj+F9 sur ce qu’il montre. Macros : Enregistrer sous,
            Document Word (.docx).
        """,
        dans_le_dossier="""
            Rien à faire : les documents que le programme fabrique n’ont aucun lien de cette sorte.
        """,
        mots={
            "nombre": "combien",
            "nature_retiree": "image, modele, objet, champ, macros…",
        },
    ),
)
