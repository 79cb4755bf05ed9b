"""RGP001, RGP002 and RGP003 explained."""

from dossier_builder.rules.explications.explication import Explication

_POURQUOI = """
            Votre dossier parle de personnes en difficulté, et il sera lu, imprimé, parfois envoyé
            par messagerie. Le règlement général sur la protection des données (RGPD, règlement UE
            2016/679) demande à son article 5 de ne garder que les données utiles au but poursuivi
            (minimisation) et de les protéger ; l’article 9 protège plus encore la santé, que ces
            dossiers évoquent souvent. La CNIL rappelle qu’une personne est identifiable dès qu’un
            numéro, ou le croisement de plusieurs informations, permet de la retrouver, et
            que le numéro de sécurité sociale ne s’utilise que dans des cas fixés par décret.
"""

_SCANS = ("rien n’a été vu, mais des pages comptées sont des images : relisez-y noms et adresses.",)

EXPLICATIONS = (
    Explication(
        code="RGP001",
        resume="Reste-t-il un numéro ou une adresse qui désigne une personne ?",
        verifie="""
            Tout le texte, annexes, notes, en-têtes, pieds de page et textes de remplacement des
            images compris. Données sensibles (`sensible`) : numéro de sécurité sociale, prouvé par
            sa clé ; IBAN, prouvé par sa clé ; date de naissance (« née le… », « date de
            naissance : … »). Coordonnées (`coordonnees`) : téléphone français, courriel, adresse
            postale, identifiant de France Travail, numéro d’allocataire de la CAF, SIRET d’un
            entrepreneur individuel. Un numéro dont la clé est fausse n’est pas signalé.

            Ne sont pas signalés : votre propre identité sur la couverture, dans la déclaration sur
            l’honneur ou à côté de votre nom ; le sommaire ; les numéros d’organismes (3949, 15,
            08…, un standard, une boîte « contact@ », une adresse annoncée par le nom de
            l’organisme) et ceux que le modèle autorise. Le rapport ne montre jamais un numéro
            entier.
        """,
        pourquoi=_POURQUOI,
        constat="Un numéro de sécurité sociale est écrit en entier : 2 85 … 57.",
        dans_word="""
            Ctrl+H : dans « Rechercher », le numéro tel qu’il est écrit ; dans « Remplacer par »,
            la mention proposée ; Remplacer tout. Pour une date de naissance, l’âge ou l’année
            suffit ; pour une adresse, la commune ou le quartier. Ou `dossier anonymiser
            mon-dossier.docx`, qui écrit une copie et laisse l’original intact.
        """,
        dans_le_dossier="""
            Remplacez le numéro dans `sections/`, `exemples/` ou `annexes/`, puis relancez
            `dossier generer`.
        """,
        sans_reponse=_SCANS,
        parametres={
            "nature": "les données sensibles, ou les coordonnées",
            "autorises": (
                "valeurs d’organismes, telles qu’elles sont écrites : un numéro, un courriel, un "
                "domaine (« @exemple.fr »), le début d’une adresse"
            ),
        },
        mots={
            "donnee": "ce qui a été vu, en une phrase",
            "masque": "la valeur masquée",
        },
    ),
    Explication(
        code="RGP002",
        resume="Une personne est-elle nommée en entier ?",
        verifie="""
            Une civilité suivie d’un nom (« Mme Martin », « M. DUPONT », « Madame Martin »), et
            tout nom que vous avez déclaré à masquer, avec ou sans civilité, quels que soient la
            casse et les accents. Un même remplacement est proposé partout : « Mme M. » ; deux
            personnes de même initiale deviennent « Mme M1. » et « Mme M2. ».

            Ne sont pas signalés : les initiales (« Mme M. »), un prénom seul, votre propre nom,
            les jurés et les personnes remerciées, un nom à côté d’un rôle admis par le modèle (« ma
            tutrice, Mme Durand »), un auteur suivi d’une année ou cité en bibliographie, une rue ou
            une école. Si le dossier dit que les noms ont été changés, seuls les noms déclarés sont
            cherchés. Dans la boîte « Avec qui avez-vous travaillé ? » du formulaire, un nom de
            collègue n’est qu’une information (`collegues`).
        """,
        pourquoi=_POURQUOI,
        constat="Le nom d’une personne est écrit en entier : Mme Ma… (p. 9 et 14).",
        dans_word="""
            Ctrl+H : le nom dans « Rechercher », le pseudonyme dans « Remplacer par », Remplacer
            tout. Recommencez pour les autres écritures (« MARTIN », le prénom). Ou `dossier
            anonymiser mon-dossier.docx`.
        """,
        dans_le_dossier="""
            Déclarez les noms à chercher dans `dossier.yaml` : `noms_a_masquer: [Martin, Sophie]`.
            Ils ne sont jamais imprimés. Un tuteur ou un collègue qui accepte d’être nommé se
            déclare dans `candidat.yaml` : `noms_autorises: [Durand]`.
        """,
        sans_objet=("`collegues` : le document n’est pas le formulaire du dossier professionnel.",),
        sans_reponse=_SCANS,
        parametres={
            "nature": "toutes les personnes, ou les collègues de la boîte du formulaire",
            "autorises": "noms qui peuvent être écrits (équipe du centre, auteurs, élus)",
            "roles": "rôles auprès desquels un nom peut être écrit (« tutrice », « formateur »)",
        },
        mots={
            "nom": "le nom, masqué",
            "remplacement": "ce qui est proposé à sa place",
        },
    ),
    Explication(
        code="RGP003",
        resume="Le fichier cache-t-il quelque chose que la page ne montre pas ?",
        verifie="""
            Dans un document Word : les propriétés qui nomment quelqu’un d’autre que vous ou une
            société, les commentaires, les modifications suivies, le texte masqué, le lieu de prise
            de vue enregistré dans les photos, ce qui reste sous une image très rognée. Dans un
            PDF : l’auteur. Nos commentaires, dans une copie annotée, ne comptent pas.
        """,
        pourquoi=_POURQUOI,
        constat="2 commentaires sont restés dans le fichier.",
        dans_word="""
            Fichier, Informations, Vérifier l’absence de problèmes, Inspecter le document : Word
            liste ce qu’il peut retirer. Gardez une copie avant. Pour les zones rognées : Format de
            l’image, Compresser les images. Pour le lieu des photos : `dossier anonymiser
            mon-dossier.docx`.
        """,
        dans_le_dossier="""
            Nos documents ne portent que votre nom et celui du centre. Le lieu d’une photo vient de
            l’image elle-même : remplacez-la par une capture d’écran.
        """,
        parametres={"rognage_max": "part d’une image qui peut rester cachée par son rognage"},
        mots={"donnee": "ce qui a été vu"},
    ),
)
