"""Folded words that tell a name from what is none; data of `names`."""

NOT_A_NAME = frozenset(
    {
        "m", "mme", "mlle", "mr", "mmes", "mm", "le", "la", "les", "l", "un", "une", "directeur",
        "directrice", "president", "presidente", "maire", "adjoint", "adjointe", "prefet",
        "prefete", "ministre", "senateur", "deputee", "depute", "proviseur", "proviseure",
        "principal", "principale", "juge", "procureur", "recteur", "rectrice", "inspecteur",
        "inspectrice", "chef", "cheffe", "responsable", "conseiller", "conseillere", "docteur",
        "professeur", "maitre", "monsieur", "madame", "mademoiselle", "tout", "tous", "toute",
        "toutes", "ce", "cette", "ces", "je", "j", "il", "elle", "ils", "elles", "on", "nous",
        "vous", "tu", "en", "dans", "apres", "avant", "a", "au", "aux", "de", "du", "des", "puis",
        "ensuite", "alors", "lors", "mais", "ou", "et", "donc", "or", "ni", "car", "son", "sa",
        "ses", "mon", "ma", "mes", "notre", "nos", "leur", "leurs", "qui", "que", "quand",
        "comme", "si", "pour", "par", "sur", "sous", "avec", "sans", "chez", "entre", "vers", "c",
        "s", "d", "n", "y", "se", "ne", "pas", "plus", "aussi", "ainsi", "cependant", "toutefois",
        "enfin", "merci", "bonjour", "objet", "date", "nom", "prenom", "adresse", "chaque",
        "aucun", "plusieurs", "certains", "lorsque", "depuis", "pendant", "durant", "selon",
        "afin", "malgre", "actuellement", "aujourd", "hier", "demain",
    }
)  # fmt: skip
"""What a civility goes with besides a name, and what begins a sentence after « M. »."""

FIRST_NAMES = frozenset(
    {
        "adele", "agathe", "agnes", "aicha", "alexia", "alice", "alicia", "aline", "amandine",
        "amelie", "amina", "anais", "angelique", "anna", "anne", "annie", "assia", "audrey",
        "aurelie", "aurore", "awa", "beatrice", "brigitte", "camille", "carine", "carole",
        "caroline", "catherine", "cecile", "celia", "celine", "chantal", "charlotte", "chloe",
        "christelle", "christiane", "christine", "clara", "clarisse", "claudine", "clemence",
        "corinne", "delphine", "djamila", "elena", "elisa", "elodie", "elsa", "emilie", "emma",
        "estelle", "eva", "fanny", "farida", "fatima", "fatou", "florence", "francoise",
        "genevieve", "ghislaine", "hawa", "helene", "ines", "ingrid", "isabelle", "jacqueline",
        "jeanne", "jennifer", "jessica", "johanna", "josiane", "julia", "julie", "juliette",
        "karima", "karine", "khadija", "laetitia", "laura", "laurence", "lea", "leila", "lina",
        "lisa", "louise", "lucie", "magali", "malika", "manon", "margaux", "marie", "marina",
        "marion", "martine", "mathilde", "melanie", "melissa", "mireille", "monique", "morgane",
        "myriam", "nadege", "nadia", "naima", "nathalie", "nicole", "nina", "noemie", "nora",
        "odile", "oceane", "olivia", "pascale", "patricia", "pauline", "rachida", "rania",
        "raphaelle", "romane", "sabrina", "salima", "samia", "sandra", "sandrine", "sarah",
        "severine", "sofia", "sonia", "sophie", "soraya", "stephanie", "sylvie", "tatiana",
        "valerie", "vanessa", "veronique", "virginie", "yasmine", "yvette", "zahra", "zoe",
        "abdel", "ahmed", "aurelien", "bruno", "cedric", "christophe", "damien", "didier",
        "emmanuel", "fabrice", "fabien", "florian", "frederic", "gaetan", "guillaume", "herve",
        "jerome", "jeremy", "jonathan", "julien", "karim", "kevin", "ludovic", "maxime", "mehdi",
        "mickael", "nabil", "nicolas", "olivier", "patrick", "quentin", "rachid", "romain",
        "samir", "sebastien", "stephane", "sylvain", "thierry", "yann", "yannick", "youssef",
    }
)  # fmt: skip
"""First names that are hardly ever surnames: « Mme Élodie » is a pseudonym chosen as such."""

ORGANISATIONS = frozenset(
    {
        "afpa",
        "association",
        "caf",
        "cap",
        "ccas",
        "centre",
        "chrs",
        "conseil",
        "cpam",
        "esat",
        "france",
        "greta",
        "maison",
        "mission",
        "mlds",
        "plateforme",
        "plie",
        "pmi",
        "pole",
        "spip",
        "udaf",
    }
)
"""How the name of a body begins that may follow people: « Mmes D. et L. et France Travail »."""
