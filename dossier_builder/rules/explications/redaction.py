"""TXT003 to TXT006 explained."""

from dossier_builder.rules.explications.explication import Explication

_SHORT = "il y a trop peu de texte pour en juger."

EXPLICATIONS = (
    Explication(
        code="TXT003",
        resume="Le dossier a-t-il le nombre de caractères demandé ?",
        verifie="""
            Le nombre de caractères, **espaces comprises**, comparé au minimum et au maximum du
            modèle (`caracteres: {min: 40000, max: 45000}`). Les annexes, la page de garde et le
            sommaire ne comptent pas, sauf si le modèle le dit (`hors`). Les notes de bas de page
            font la différence entre les deux nombres d’un intervalle ; dans un PDF, ce sont les
            fins de ligne.
        """,
        pourquoi="""
            Certains titres (ECSR) fixent la longueur en caractères et non en pages : elle ne dépend
            alors ni de la police ni des images.
        """,
        constat="46 210 caractères, espaces comprises ; il en faut 40 000 à 45 000.",
        dans_word="""
            Révision, Statistiques, « Caractères (espaces compris) » donne le compte de tout le
            document, garde et annexes comprises. Sélectionnez le texte pour n’en compter que lui.
        """,
        dans_le_dossier="""
            Raccourcissez ou développez les fichiers de `sections/`, puis relancez
            `dossier verifier`.
        """,
        sans_objet=("le modèle ne fixe aucune limite de caractères.",),
        sans_reponse=("la limite passe entre les deux façons de compter.",),
        mots={
            "comptes": "le nombre de caractères, ou l’intervalle",
            "min": "le minimum du modèle",
            "max": "le maximum du modèle",
            "ecart": "le nombre de caractères en trop ou qui manquent",
        },
    ),
    Explication(
        code="TXT004",
        resume="Les parties de pratique disent-elles « je » ?",
        verifie="""
            Dans chaque partie liée à une compétence, et dans la boîte « tâches » du formulaire, le
            nombre de « je » et de « on ». Une partie est signalée quand elle a cinq « on » ou plus,
            et plus de « on » que de « je ». Les paroles citées entre guillemets ne comptent pas.
        """,
        pourquoi="""
            Le jury évalue ce que **vous** avez fait. « On a mené un entretien » ne dit pas qui l’a
            mené. C’est une information : raconter un travail d’équipe demande parfois « on ».
        """,
        constat="« Un atelier thématique » : 14 « on » pour 3 « je ».",
        dans_word="""
            Ctrl+F, cherchez « on » : pour chacun, demandez-vous qui agit, et nommez-le : « j’ai
            proposé », « ma tutrice a validé ».
        """,
        dans_le_dossier="Relisez le fichier de la partie dans `sections/` ou `exemples/`.",
        sans_objet=("aucune partie de pratique n’a été trouvée.",),
        parametres={"on_min": "nombre de « on » à partir duquel une partie est regardée"},
        mots={
            "titre": "le titre de la partie ou de l’exemple",
            "on": "le nombre de « on »",
            "je": "le nombre de « je »",
        },
    ),
    Explication(
        code="TXT005",
        resume="Un paragraphe est-il écrit deux fois ?",
        verifie="""
            Deux paragraphes de trente mots ou plus qui disent exactement la même chose, majuscules,
            accents et espaces mis à part. Les textes fixes du formulaire et les annexes ne comptent
            pas. Dans un PDF, ce sont des suites de lignes.
        """,
        pourquoi="""
            Un copier-coller oublié se voit à la lecture, prend une place comptée, et fait douter du
            soin apporté au reste.
        """,
        constat="Le même paragraphe est écrit deux fois : ici et p. 7.",
        dans_word="""
            Allez à la page indiquée, gardez le paragraphe là où il sert le mieux ; ailleurs, une
            phrase suffit : « comme je l’ai montré page 7 ».
        """,
        dans_le_dossier="""
            Cherchez ses premiers mots dans `sections/` : il y est deux fois, ou dans deux fichiers.
        """,
        parametres={"mots_min": "longueur, en mots, à partir de laquelle un paragraphe compte"},
        mots={"premiere": "la page où le paragraphe est écrit pour la première fois"},
    ),
    Explication(
        code="TXT006",
        resume="Les phrases se lisent-elles d’un souffle ?",
        verifie="""
            La part des phrases de plus de quarante mots. Le contrôle ne dit rien tant qu’elles ne
            dépassent pas une sur dix.
        """,
        pourquoi="""
            Le jury lit plusieurs dossiers dans la matinée. Une phrase de quarante mots se relit
            deux fois ; coupée, elle dit mieux qui fait quoi.
        """,
        constat="31 phrases sur 210 (15 %) ont plus de 40 mots (p. 4, 6 et 9 à 12).",
        dans_word="""
            Aux pages indiquées, cherchez les « qui », « et », « ce qui » : l’un d’eux peut devenir
            un point.
        """,
        dans_le_dossier="Relisez ces passages dans `sections/` et coupez les phrases.",
        sans_objet=(_SHORT,),
        parametres={
            "mots_max": "nombre de mots au-delà duquel une phrase est longue",
            "part_max": "part des phrases longues admise sans remarque (0,1 = une sur dix)",
        },
        mots={"nombre": "le nombre de phrases longues", "pages": "les pages où elles sont"},
    ),
)
