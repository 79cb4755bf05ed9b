"""PAG001 to PAG004 explained."""

from dossier_builder.rules.explications.explication import Explication

EXPLICATIONS = (
    Explication(
        code="PAG001",
        resume="Le dossier a-t-il le nombre de pages demandé ?",
        verifie="""
            Le nombre de **pages comptées**, comparé au minimum et au maximum du modèle. Une page
            comptée est une page du document qui n’est pas exclue par la règle : par défaut, seules
            les annexes sont exclues. La page de garde et le sommaire comptent donc, sauf si votre
            centre a décidé le contraire ; le rapport donne toujours les deux comptes.

            Une page qui porte à la fois la fin du texte et le début des annexes compte. Une liste
            des annexes n’ouvre pas les annexes : c’est leur titre, ou la première annexe, qui le
            fait.

            Le nombre de pages d’un fichier Word dépend du logiciel et des polices. Nous croisons
            donc plusieurs **témoins** : le PDF s’il y en a un, ce que Word a noté dans le fichier,
            LibreOffice, et un moteur embarqué. Quand ils ne sont pas d’accord, le rapport donne un
            intervalle, par exemple « 21 à 22 pages ».

            Au-delà de la limite, le constat dit ce qui ramènerait le dossier dedans : les lignes à
            gagner, les parties au-delà de leur repère, les lignes vides, les grandes images à
            mettre en annexe. En deçà, il nomme la partie la plus mince.
        """,
        pourquoi="""
            Le jury lit le dossier avant de vous entendre : la longueur est fixée pour que chacun
            dispose de la même place. Un dossier trop court ne montre pas assez, un dossier trop
            long peut être refusé avant la session.
        """,
        constat="23 pages comptées ; il en faut 16 à 21 pages.",
        dans_word="""
            - Trop long : cherchez d’abord, dans le tableau « PARTIES » du rapport, la partie qui
              dépasse son repère. Un document complet (questionnaire, contrat, affiche) a sa place
              en annexe, avec un renvoi dans le texte. Ne réduisez pas la police ni les marges.
            - Trop court : développez ce que vous avez fait **vous-même** et pourquoi : le choix,
              l’outil, le doute, le résultat.
            - Intervalle à cheval sur la limite : exportez le PDF depuis Word (Fichier, Enregistrer
              sous, PDF) et vérifiez ce PDF : son compte est exact.
        """,
        dans_le_dossier="""
            Raccourcissez ou développez les fichiers de `sections/`, puis relancez
            `dossier verifier`. Pour déplacer un document en annexe, posez le fichier dans
            `annexes/`, ajoutez une ligne sous `annexes:` dans `dossier.yaml`, et renvoyez-y dans le
            texte par `{annexe:son-id}`.
        """,
        sans_objet=("le modèle ne fixe aucune limite de pages (c’est le cas du DPP).",),
        sans_reponse=(
            (
                "les témoins ne s’accordent pas et la limite passe entre eux : seul le PDF exporté "
                "depuis Word peut trancher."
            ),
        ),
        mots={
            "comptees": "le nombre de pages comptées, ou l’intervalle (`21 à 22`)",
            "min": "le minimum du modèle",
            "max": "le maximum du modèle",
            "ecart": "le nombre de pages en trop ou qui manquent",
        },
    ),
    Explication(
        code="PAG002",
        resume="Chaque partie a-t-elle une longueur proche de son repère ?",
        verifie="""
            La longueur de chaque partie, en fractions de page, de son titre au titre suivant de
            même niveau ou d’un niveau supérieur. Elle est comparée au repère du modèle (par
            exemple « 2 à 3 pages »), avec une tolérance d’un quart avant de vous en parler.
        """,
        pourquoi="""
            Un dossier peut avoir le bon nombre de pages et être déséquilibré : sept pages de
            contexte et une seule d’analyse de pratique. Le repère montre où le jury attend le plus
            de matière. C’est un conseil : il ne rend jamais un dossier non conforme.
        """,
        constat="« Analyse de ma pratique professionnelle » : 1,1 page ; repère 2 à 3.",
        dans_word="""
            - Partie courte : ajoutez un exemple précis, ce que vous en avez pensé, ce que vous
              feriez autrement.
            - Partie longue : gardez ce qui montre une compétence, déplacez le reste en annexe.
        """,
        dans_le_dossier="""
            Le fichier à reprendre porte le nom de la partie : `sections/analyse-pratique.md`.
            `dossier modele montrer cip/ccp2` rappelle tous les repères.
        """,
        sans_objet=("aucune partie qui a un repère n’a été trouvée dans le document.",),
        parametres={
            "tolerance": "part du repère qui peut manquer ou dépasser sans remarque "
            "(0,25 = un quart)"
        },
        mots={"titre": "le titre de la partie", "pages": "sa longueur, en pages"},
    ),
    Explication(
        code="PAG003",
        resume="Les pages sont-elles numérotées ?",
        verifie="""
            La présence d’un numéro en haut ou en bas de chaque page qui compte. La première page
            et les pages du sommaire peuvent rester sans numéro ; les annexes ne sont pas regardées.
        """,
        pourquoi="""
            Pendant l’entretien, le jury cite des pages : « page 12, vous écrivez que… ». Sans
            numéros, ni lui ni vous ne retrouvez le passage, et le sommaire ne sert à rien.
        """,
        constat="Les pages ne sont pas numérotées.",
        dans_word="""
            Insertion, Numéro de page, Bas de page. Si quelques pages seulement sont sans numéro,
            une section du document a son propre pied de page : double-cliquez dans ce pied de page
            et choisissez « Lier au précédent ».
        """,
        dans_le_dossier="""
            Rien à faire : le fichier produit porte « page x sur y » sur toutes ses pages. Si vous
            avez modifié le gabarit de votre centre, rétablissez-y le pied de page.
        """,
        sans_objet=("le document n’a qu’une page, ou que la garde et le sommaire.",),
        mots={"pages": "les pages sans numéro (`3, 5 à 7`)"},
    ),
    Explication(
        code="PAG004",
        resume="Les annexes restent-elles dans la longueur permise ?",
        verifie="""
            Le nombre de pages de chaque annexe et de toutes les annexes ensemble, quand le modèle
            fixe une limite.
        """,
        pourquoi="""
            Les annexes ne comptent pas dans les pages du dossier ; certains titres les limitent
            pour qu’elles ne deviennent pas un second dossier (30 pages pour le titre DWWM,
            40 pour CDA). Le titre CIP ne fixe pas de limite.
        """,
        constat="34 pages d’annexes ; au plus 30.",
        dans_word="""
            Gardez les annexes que votre texte cite, et dans chacune les pages utiles : les deux
            pages remplies d’un livret suffisent, ses conditions générales non.
        """,
        dans_le_dossier="""
            Retirez la ligne de l’annexe dans `dossier.yaml` (sous `annexes:`), ou remplacez le
            fichier par un extrait.
        """,
        sans_objet=("le modèle ne limite pas les annexes.",),
    ),
)
