"""CPT001 explained: the competences seen in the text, and those that are not."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="CPT001",
        resume="Chaque compétence du référentiel se voit-elle quelque part ?",
        verifie="""
            Pour chaque compétence que le dossier doit montrer (celles du CCP du modèle, ou de
            toutes les activités-types), les pages où elle se voit : la partie que le modèle lui
            donne, un titre qui la nomme, ou deux passages qui en disent les mots. Les mots sont
            comparés par leur radical (« contractualiser », « contractualisation ») ; le modèle
            peut ajouter des expressions (`mots_cles`). La couverture, le sommaire, l’introduction,
            la conclusion et les annexes ne comptent pas : elles annoncent, ou illustrent. Dans le
            formulaire du DPP, une compétence est cherchée dans les exemples de son activité-type.
        """,
        pourquoi="""
            Le jury évalue des compétences : celle qu’il ne trouve pas, il ne peut pas la
            reconnaître. C’est une information : les mots ne sont pas le fond, et une compétence
            peut être montrée sans être nommée.
        """,
        constat="Compétence 11, « Analyser sa pratique professionnelle » : non vue.",
        dans_word="""
            Cherchez où vous l’avez mise en œuvre, et dites-le avec les mots du référentiel : dans
            un intertitre, ou dans la phrase qui raconte ce que vous avez fait. Si elle y est sous
            d’autres mots, rien n’est à changer.
        """,
        dans_le_dossier="""
            Le fichier de la partie concernée, dans `sections/` (ou l’exemple, dans `exemples/`).
            Les conseils du fichier disent quelles questions y répondre.
        """,
        sans_objet=(
            "le titre du modèle ne nomme pas de compétence ;",
            "le formulaire n’a pas d’exemple, ou aucun n’a d’activité-type reconnue.",
        ),
        parametres={
            "seuil": "part des mots de la compétence qu’un passage doit contenir, de 0 à 1",
            "sauf": "identifiants des parties qui ne font que citer les compétences (une liste)",
            "competences": "numéros attendus ; vide : tous ceux du CCP, ou du titre",
        },
        mots={"numero": "le numéro de la compétence", "competence": "son intitulé"},
    ),
)
