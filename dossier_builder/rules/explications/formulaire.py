"""DPP001 to DPP007 explained: the ministry's form for the dossier professionnel."""

from dossier_builder.rules.explications.explication import Explication

_NOT_A_FORM = "le document n’est pas le formulaire du dossier professionnel"

EXPLICATIONS = (
    Explication(
        code="DPP001",
        resume="Chaque activité-type a-t-elle 1 à 3 exemples ?",
        verifie="""
            Le nombre d’exemples de pratique professionnelle sous chaque activité-type. Seules les
            activités-types que vous visez doivent en avoir : toutes pour le titre entier, celle du
            CCP pour une session par CCP.
        """,
        pourquoi="""
            Le formulaire du ministère demande 1 à 3 exemples par activité-type. Une activité-type
            sans exemple ne peut pas être évaluée ; au-delà de trois, le jury n’a pas le temps de
            lire.
        """,
        constat="Activité-type 3 : 0 exemple ; le formulaire en demande 1 à 3.",
        dans_word="""
            - Il en manque : copiez un bloc d’exemple entier du formulaire, collez-le sous
              l’activité-type, et remplissez-le.
            - Il y en a trop : gardez ceux qui montrent le plus de compétences, sans répéter.
        """,
        dans_le_dossier="""
            Un fichier par exemple dans `exemples/`, nommé d’après l’activité-type et le numéro :
            `at3-1.md` est le premier exemple de l’activité-type 3.
        """,
        sans_objet=(_NOT_A_FORM + ".",),
        sans_reponse=(
            (
                "une activité-type n’a pas d’exemple et rien ne dit si le candidat vise le titre "
                "entier : c’est peut-être voulu."
            ),
        ),
        mots={
            "activite": "le numéro de l’activité-type",
            "nombre": "le nombre d’exemples trouvés",
        },
    ),
    Explication(
        code="DPP002",
        resume="Les boîtes de chaque exemple sont-elles remplies ?",
        verifie="""
            L’état de chaque boîte de chaque exemple : *tâches ou opérations*, *moyens utilisés*,
            *avec qui*, *contexte*, *informations complémentaires*. Une boîte obligatoire doit
            contenir votre texte. Une boîte facultative peut rester vide, mais pas garder sa
            consigne (« Cliquez ici… »). Nos modèles ont une règle pour chacun des deux cas.
        """,
        pourquoi="""
            Le jury évalue ce que vous avez **fait**, avec **quoi**, avec **qui** et **où** : chaque
            boîte répond à une de ces questions.
        """,
        constat="AT2, exemple 1, boîte 3 (« Avec qui avez-vous travaillé ? ») : elle contient "
        "encore « Cliquez ici pour taper du texte ».",
        dans_word="""
            Cliquez dans la zone grisée et écrivez : la consigne disparaît. Pour vider une boîte
            facultative, sélectionnez la consigne et supprimez-la.
        """,
        dans_le_dossier="""
            Dans `exemples/at2-1.md`, chaque boîte est un titre `#` suivi de son texte : écrivez
            sous celui qui est signalé. Le nom de l’entreprise, le service et la période sont dans
            l’en-tête du fichier.
        """,
        sans_objet=(_NOT_A_FORM + " ;", "il n’y a aucun exemple : DPP001 le dit."),
        parametres={"boites": "`obligatoires` ou `facultatives` : les boîtes que la règle regarde"},
        mots={
            "boite": "l’intitulé de la boîte",
            "exemple": "l’exemple (`AT2, exemple 1`)",
        },
    ),
    Explication(
        code="DPP003",
        resume="Un exemple dépasse-t-il trois pages ?",
        verifie="""
            La longueur de chaque exemple, en fractions de page, du bandeau « Activité-type » à la
            dernière ligne de l’exemple : le blanc qui suit ne compte pas.
        """,
        pourquoi="""
            Un guide de 2016 destiné aux formateurs demande trois pages au plus ; le formulaire,
            lui, ne le dit pas. C’est donc un avertissement : 5 dossiers réels sur 14 dépassent.
        """,
        constat="AT1, exemple 2 : 3,6 pages ; au plus 3.",
        dans_word="""
            Resserrez la boîte « tâches » autour de ce que vous avez fait vous-même. Une consigne,
            une grille, un courrier vont en annexe ou dans « Documents illustrant la pratique ».
        """,
        dans_le_dossier="""
            Raccourcissez le fichier de l’exemple dans `exemples/`.
        """,
        sans_objet=(_NOT_A_FORM + ", ou il n’a aucun exemple.",),
        sans_reponse=("la place d’un exemple dans les pages n’est pas connue.",),
        parametres={"pages_max": "la longueur permise, en pages"},
        mots={"exemple": "l’exemple (`AT1, exemple 2`)", "pages": "sa longueur, en pages"},
    ),
    Explication(
        code="DPP004",
        resume="La déclaration sur l’honneur est-elle remplie ?",
        verifie="""
            Que « Fait à … » et « le … » soient remplis sur la page de la déclaration sur l’honneur.
            La signature n’est pas vérifiée.
        """,
        pourquoi="""
            Par cette déclaration, vous affirmez être l’auteur du dossier : sans lieu, date et
            signature, elle ne vaut rien. Comme elle peut se remplir à la main une fois imprimée,
            c’est un avertissement.
        """,
        constat="Déclaration sur l’honneur : « Fait à » et « le » à remplir.",
        dans_word="""
            Écrivez la ville et la date, ou faites-le au stylo après impression ; puis signez.
        """,
        dans_le_dossier="""
            Dans `dossier.yaml`, remplissez le champ de la déclaration (lieu et date) ;
            `dossier modele montrer cip/dpp` en donne un exemple.
        """,
        sans_objet=(_NOT_A_FORM + ".",),
    ),
    Explication(
        code="DPP005",
        resume="Les exemples sont-ils numérotés dans l’ordre ?",
        verifie="""
            Que les exemples portent les numéros 1, 2, 3 dans l’ordre, en repartant de 1 à chaque
            activité-type, et que le numéro et l’intitulé de l’activité-type soient d’accord.
        """,
        pourquoi="""
            Copier un bloc d’exemple copie aussi son numéro : 4 dossiers réels sur 14 ont deux
            « Exemple n° 1 ». Pendant l’entretien, le jury désigne les exemples par ce numéro.
        """,
        constat="Activité-type 2 : l’exemple n° 1 devrait porter le n° 2.",
        dans_word="""
            Corrigez le chiffre après « Exemple n° », dans le bandeau et dans le sommaire.
        """,
        dans_le_dossier="""
            Le numéro vient du nom du fichier : `at2-1.md`, `at2-2.md`. Renommez le fichier signalé.
        """,
        sans_objet=(_NOT_A_FORM + ", ou il n’a aucun exemple.",),
        mots={"numero": "le numéro attendu"},
    ),
    Explication(
        code="DPP006",
        resume="Les textes imprimés du formulaire sont-ils intacts ?",
        verifie="""
            Que les textes du formulaire du 11/09/2017 (présentation du dossier, libellés, consignes
            des boîtes, déclaration) y soient encore, mot pour mot. La casse, les accents, les
            espaces et la coupe des lignes ne comptent pas.
        """,
        pourquoi="""
            Le formulaire est celui du ministère : on le remplit, on ne le récrit pas. Une phrase
            effacée par mégarde, ou la présentation supprimée, se voit tout de suite.
        """,
        constat="Texte du formulaire modifié : « 2. Les moyens ».",
        dans_word="""
            Reprenez la page dans un formulaire vierge et recopiez-y vos réponses.
        """,
        dans_le_dossier="""
            Rien à faire : les textes du formulaire viennent du gabarit. Si vous les avez changés
            dans le Word, reprenez celui que `dossier generer` écrit.
        """,
        sans_objet=(_NOT_A_FORM + ".",),
        sans_reponse=(
            "le pied de page ne dit pas la version du 11/09/2017, la seule que nous connaissions.",
        ),
        mots={"texte": "le texte attendu"},
    ),
    Explication(
        code="DPP007",
        resume="La page de garde du formulaire est-elle juste ?",
        verifie="""
            Que le titre professionnel visé soit écrit en entier, qu’**une seule** case « Modalité
            d’accès » soit cochée (Parcours de formation ou VAE), et que ce soit celle de votre voie
            d’accès quand nous la connaissons.
        """,
        pourquoi="""
            La page de garde dit au jury dans quel cadre vous évaluer : en VAE, les résultats
            d’évaluations passées en cours de formation ne s’appliquent pas. Un sigle (« CIP ») ne
            suffit pas : plusieurs titres peuvent le partager.
        """,
        constat="Modalité d’accès : aucune case cochée.",
        dans_word="""
            Cliquez la case qui convient, et une seule. Écrivez « Conseiller en insertion
            professionnelle » en entier.
        """,
        dans_le_dossier="""
            Dans `candidat.yaml` : `voie: formation`, `apprentissage` ou `vae`. La case et le titre
            en découlent.
        """,
        sans_objet=(_NOT_A_FORM + ".",),
        sans_reponse=(
            "le titre est juste, mais les cases « Modalité d’accès » du fichier sont illisibles.",
        ),
    ),
)
