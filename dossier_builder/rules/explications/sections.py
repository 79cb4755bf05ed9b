"""SEC001 to SEC004 explained."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="SEC001",
        resume="Toutes les parties obligatoires sont-elles là ?",
        verifie="""
            Pour chaque partie obligatoire du modèle, qu’un titre du document lui corresponde. Un
            titre se reconnaît à son style, au sommaire qui l’annonce ou, à défaut, à son aspect
            (plus gros, gras, majuscules, souligné, seul sur sa ligne). Les accents, les majuscules
            et la numérotation (« 2. », « Partie II ») ne comptent pas ; chaque partie a aussi
            d’autres noms acceptés, que montre `dossier modele montrer`.

            Un titre à quelques mots près (« Conclusions et perspectives » pour « Conclusion ») est
            pris pour la partie, et le rapport le dit sous « À noter » avec un score de 0 à 100 : à
            vous de voir si c’est bien elle. De même pour un titre plus profond que les autres. Un
            titre qui ressemble de plus loin n’est pas pris ; il est cité avec le constat.

            Il y a un constat par partie absente, et aucun pour une partie facultative.
        """,
        pourquoi="""
            Chaque partie montre une compétence que le jury doit évaluer : une partie absente est
            une compétence qu’il ne peut pas valider sur le dossier. Le plan des dossiers CCP2 et
            CCP3 que nous proposons est déduit du programme : tant que votre centre ne l’a pas
            confirmé, une partie absente donne « à vérifier », jamais « à corriger ».
        """,
        constat="Partie absente : « Analyse de ma pratique professionnelle ».",
        dans_word="""
            - La partie manque vraiment : écrivez-la, sous un titre qui dit la même chose.
            - Elle est là mais n’a pas été reconnue : donnez à son titre un style de titre (onglet
              Accueil, Styles, Titre 1 ou Titre 2). Un titre mis en gras à la main reste pour Word
              un paragraphe ordinaire, absent du sommaire et du volet de navigation.
            - Votre titre est tout autre (« Mon atelier CV ») : montrez-le au formateur ; il peut
              l’ajouter aux noms acceptés de votre centre.
        """,
        dans_le_dossier="""
            Créez le fichier qui porte l’id de la partie, par exemple
            `sections/analyse-pratique.md`, et écrivez le texte sans le titre : il est imprimé pour
            vous.
        """,
        sans_objet=(
            "le modèle n’a aucune partie obligatoire ;",
            (
                "le nombre de parties est faux et SEC004 le dit déjà : la partie absente n’est pas "
                "comptée deux fois."
            ),
        ),
        mots={"titre": "le titre de la partie absente"},
    ),
    Explication(
        code="SEC002",
        resume="Les parties viennent-elles dans l’ordre attendu ?",
        verifie="""
            L’ordre des parties trouvées, comparé à celui du modèle. Les parties absentes sont
            l’affaire de SEC001.
        """,
        pourquoi="""
            L’ordre suit la démarche : on accueille avant de contractualiser, on conçoit un atelier
            avant de l’évaluer. Un ordre différent peut se défendre : c’est une remarque, qui ne
            rend pas le dossier non conforme.
        """,
        constat="« Contexte : la structure, le public, le territoire » vient après « Un atelier "
        "thématique ».",
        dans_word="""
            Affichage, volet Navigation : faites glisser le titre à sa place, tout son contenu le
            suit. Mettez ensuite le sommaire à jour.
        """,
        dans_le_dossier="""
            Rien à faire : les fichiers de `sections/` sont toujours assemblés dans l’ordre du
            modèle.
        """,
        sans_objet=("moins de deux parties ont été trouvées.",),
        mots={"titre": "le titre de la partie déplacée"},
    ),
    Explication(
        code="SEC003",
        resume="Une partie est-elle vide ou très courte ?",
        verifie="""
            Le nombre de mots de chaque partie trouvée : texte, tableaux, légendes et notes de bas
            de page, sans les titres. Nos modèles ont deux règles : une partie obligatoire **vide**
            est une erreur, une partie **courte** (moins de mots que son minimum) un avertissement.

            Une sous-partie n’est pas signalée quand la partie qui la contient l’est déjà.
        """,
        pourquoi="""
            Un titre sans texte est le plus souvent un oubli de dernière minute, et c’est la
            première chose que voit un jury. Pendant que vous écrivez, ce contrôle sert de liste de
            ce qui reste à faire.
        """,
        constat="« Évaluer l’atelier » est vide.",
        dans_word="""
            Écrivez la partie, ou supprimez son titre si elle est facultative. Si le texte est là
            mais n’a pas été vu, c’est peut-être une image : un texte photographié ne peut être lu
            ni par nous, ni par une personne aveugle.
        """,
        dans_le_dossier="""
            Le fichier de la partie dans `sections/` est absent ou vide. `dossier modele montrer`
            donne pour chaque partie l’aide et les questions auxquelles répondre.
        """,
        sans_objet=("aucune partie du modèle n’a été trouvée.",),
        parametres={
            "nature": "`vide` : rien sous le titre ; `courte` : moins de mots que le minimum",
            "mots_min": "minimum de mots d’une partie qui n’a pas le sien dans le modèle",
        },
        mots={"titre": "le titre de la partie", "mots": "son nombre de mots"},
    ),
    Explication(
        code="SEC004",
        resume="Le dossier a-t-il le nombre de parties demandé ?",
        verifie="""
            Le nombre de titres de niveau 1 avant les annexes, sans compter l’introduction, la
            conclusion, le sommaire, les remerciements, la bibliographie ni le glossaire. Une
            sous-partie du modèle que vous avez mise en Titre 1 ne compte pas non plus.
        """,
        pourquoi="""
            Le programme demande un dossier CCP3 en **3 parties** : une par compétence du bloc. Un
            découpage en quatre ou cinq titres de niveau 1 cache cette structure au jury.
        """,
        constat="2 parties au lieu de 3 : « Prospecter les employeurs du territoire » et "
        "« Apporter un appui technique au recrutement ».",
        dans_word="""
            - Trop de parties : un titre qui n’est pas une partie a le style Titre 1. Passez-le en
              Titre 2 (onglet Accueil, Styles).
            - Pas assez : donnez le style Titre 1 au titre de chaque partie.
        """,
        dans_le_dossier="""
            Le plan vient du modèle : il manque donc le fichier d’une partie dans `sections/`, ou
            tous ses sous-fichiers. Dans un fichier de section, les titres commencent à `##`.
        """,
        sans_reponse=(
            (
                "aucun titre n’a de style de titre (ou le PDF n’a pas de plan), et les parties du "
                "modèle ne sont pas toutes reconnues à leurs mots : rien ne dit ce qui est une "
                "partie."
            ),
        ),
        parametres={"nombre": "le nombre de parties attendu"},
        mots={"nombre": "le nombre de parties trouvées"},
    ),
)
