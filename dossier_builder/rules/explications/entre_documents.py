"""COH001 to COH006 explained: the documents of one learner side by side."""

from dossier_builder.rules.explications.explication import Explication

_SEUL = "un seul document de l’apprenant a pu être lu, ou un seul le dit."

EXPLICATIONS = (
    Explication(
        code="COH001",
        resume="Vos dossiers portent-ils le même nom ?",
        verifie="""
            Le nom et le prénom lus dans chaque document : la couverture du formulaire, les
            propriétés des fichiers que nous avons produits, ou une ligne de couverture qui
            commence par « Candidat », « Nom et prénom », « Présenté par ». Le nom de naissance et
            le nom d’usage comptent tous deux ; accents, capitales et traits d’union ne font pas de
            différence.
        """,
        pourquoi="""
            Le jury reçoit les documents ensemble : deux écritures du nom font douter que ce soit la
            même personne, et un nom étranger vient souvent d’un fichier repris.
        """,
        constat=(
            "Le nom est écrit de deux façons : « Camille Exemple » (DPP), « Camile Exemple » "
            "(CCP2)."
        ),
        dans_word="""
            Gardez partout le nom de votre pièce d’identité. Si l’un des documents n’est pas à vous,
            dites-le à votre formateur.
        """,
        dans_le_dossier="""
            Un seul `candidat.yaml`, à côté de vos dossiers : votre nom n’y est écrit qu’une fois.
        """,
        sans_objet=(_SEUL,),
    ),
    Explication(
        code="COH002",
        resume="Vos dossiers visent-ils le même titre professionnel ?",
        verifie="""
            Le titre professionnel lu en couverture de chaque document. Un intitulé abrégé, ou une
            faute de frappe, n’est pas une différence.
        """,
        pourquoi="""
            Un formulaire repris d’un autre titre garde souvent son intitulé : c’est la première
            ligne que le jury lit.
        """,
        constat=(
            "Le titre visé diffère : « Conseiller en insertion professionnelle » (CCP2), "
            "« Formateur pour adultes » (DPP)."
        ),
        dans_word="""
            Écrivez partout l’intitulé complet du titre professionnel.
        """,
        dans_le_dossier="""
            Rien à faire : le titre vient du modèle.
        """,
        sans_objet=(_SEUL,),
    ),
    Explication(
        code="COH003",
        resume="La structure est-elle la même d’un document à l’autre ?",
        verifie="""
            Pour une même activité-type, la structure du dossier de CCP et celles des exemples du
            DPP. Une structure écrite de deux façons est signalée ; une autre structure aussi,
            quand aucun exemple de cette activité-type n’a été vécu dans la première.
        """,
        pourquoi="""
            C’est une information : on peut avoir travaillé dans deux structures. Mais le jury
            compare les documents, et pose la question.
        """,
        constat=(
            "Pour l’activité-type 2, la structure n’est pas la même : « Mission locale de "
            "Valfictive » (CCP2), « Association Passerelle Exemple » (DPP)."
        ),
        dans_word="""
            Choisissez une écriture du nom, la même partout. Si vous avez travaillé dans les deux
            structures, rien n’est à changer.
        """,
        dans_le_dossier="""
            Le champ `structure` de `dossier.yaml`, et `entreprise` en tête de chaque exemple.
        """,
        sans_objet=("aucune activité-type n’est racontée dans deux documents.",),
    ),
    Explication(
        code="COH004",
        resume="Les dates de session s’accordent-elles ?",
        verifie="""
            La date de session lue dans les documents qui visent la même chose (le titre, ou le même
            CCP), et la date de chaque document, qui ne peut suivre sa session.
        """,
        pourquoi="""
            Une date d’une autre session trahit un document d’une version ancienne.
        """,
        constat="La date de session diffère : 15/03/2027 (CCP2), 12/04/2027 (DPP).",
        dans_word="""
            Corrigez la date de la couverture : c’est celle de votre convocation.
        """,
        dans_le_dossier="""
            `session` dans `candidat.yaml`, et `date` dans le `dossier.yaml` du document.
        """,
        sans_objet=(_SEUL,),
    ),
    Explication(
        code="COH005",
        resume="Les périodes en entreprise se recouvrent-elles ?",
        verifie="""
            Pour une même activité-type et une même structure, la période du dossier de CCP et
            celles des exemples du DPP : elles doivent avoir au moins un jour en commun. Une période
            écrite sans ses jours n’est pas comparée.
        """,
        pourquoi="""
            Une année ou un mois mal recopié se voit dès que les documents sont côte à côte.
        """,
        constat=(
            "« Mission locale de Valfictive » : du 16/11/2026 au 11/12/2026 (CCP2), du 16/11/2025 "
            "au 11/12/2025 (DPP)."
        ),
        dans_word="""
            Reprenez les dates de votre convention de stage, ou de votre contrat.
        """,
        dans_le_dossier="""
            Le champ `periode` de `dossier.yaml`, et `periode` en tête de chaque exemple.
        """,
        sans_objet=("aucune structure n’est dans deux documents avec ses dates, jour compris.",),
    ),
    Explication(
        code="COH006",
        resume="Combien d’heures en entreprise vos documents disent-ils ?",
        verifie="""
            Les nombres d’heures lus en couverture. C’est une note : elle n’est jamais un constat.
        """,
        pourquoi="""
            Le programme lui-même donne les heures de deux façons ; il n’y a pas de bonne réponse à
            vérifier.
        """,
        constat="Heures en entreprise lues en couverture : CCP2 : 140 h ; CCP3 : 140 h.",
        dans_word="""
            Rien à corriger, sauf si un nombre est une faute de frappe.
        """,
        dans_le_dossier="""
            `heures`, dans les périodes de `candidat.yaml`, ne sert que de repère.
        """,
        sans_objet=("aucune couverture ne dit un nombre d’heures.",),
    ),
)
