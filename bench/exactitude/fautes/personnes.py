"""Personal data as learners leave them: values that are plausible and belong to nobody.

Numbers stand in ranges that are given to nobody: communes 990 and up, bank 99999, telephone
ranges that Arcep keeps for fiction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from exactitude.fautes.chantier import Chantier, Faute, Lieu

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_CITIES = ("Valfictive", "Exempleville", "Saint-Modèle", "Bourg-Fictif")
_STREETS = (
    "rue des Lilas", "avenue Jean-Jaurès", "boulevard de la République", "impasse du Puits",
    "allée des Tilleuls", "chemin du Moulin", "place de l’Église", "rue du 8-Mai-1945",
)  # fmt: skip
_FIRST = ("Sarah", "Karim", "Élodie", "Jean-Pierre", "Fatou", "Lucas", "Nadia", "Thomas")
_FAMILY = (
    "Martin", "Benali", "Lefèvre", "Garnier", "Da Silva", "Nguyen", "Le Goff", "Rousseau",
    "Diallo", "Kowalski", "Fontaine", "Petit-Jean", "Marchand", "Haddad", "Vasseur", "O’Connor",
)  # fmt: skip
_FICTION = ("01990", "02619", "03530", "04657", "05364", "06399")
_LAST = {"01990": "0", "02619": "1", "03530": "1", "04657": "1", "05364": "9", "06399": "8"}


@dataclass(frozen=True, slots=True)
class Valeur:
    """A value in a sentence, and in a table as label and value."""

    phrase: str
    etiquette: str
    valeur: str


def nir(rng: Random) -> Valeur:
    """A social security number with its key, in one of its writings."""
    department = rng.choice(("01", "13", "38", "59", "69", "75", "93", "2A", "2B"))
    parts = [
        str(rng.choice((1, 2))), f"{rng.randrange(60, 99)}", f"{rng.randrange(1, 13):02}",
        department, f"{rng.randrange(990, 1000)}", f"{rng.randrange(1, 999):03}",
    ]  # fmt: skip
    counted = int("".join(parts).replace("2A", "19").replace("2B", "18"))
    key = f"{97 - counted % 97:02}"
    written = rng.choice(
        (" ".join((*parts, key)), "".join((*parts, key)), f"{''.join(parts)} {key}",
         f"{' '.join(parts)} / {key}", "\u00a0".join((*parts, key)), ".".join((*parts, key)))
    )  # fmt: skip
    sentence = rng.choice((
        "Son numéro de sécurité sociale est le {v}.",
        "J’ai recopié son NIR ({v}) sur la fiche d’inscription.",
        "La carte Vitale indique {v}, avec des droits ouverts jusqu’en juin.",
        "N° de sécurité sociale : {v}.",
    ))  # fmt: skip
    return Valeur(sentence.format(v=written), "N° de sécurité sociale", written)


def iban(rng: Random) -> Valeur:
    """An account number with its two keys."""
    if rng.random() < 1 / 4:
        country, bban = "DE", f"99999999{rng.randrange(10**10):010}"
    else:
        country, branch, account = "FR", rng.randrange(10**5), rng.randrange(10**11)
        key = 97 - (89 * 99999 + 15 * branch + 3 * account) % 97
        bban = f"99999{branch:05}{account:011}{key:02}"
    digits = "".join(str(int(c, 36)) for c in f"{bban}{country}00")
    whole = f"{country}{98 - int(digits) % 97:02}{bban}"
    spaced = " ".join(whole[n : n + 4] for n in range(0, len(whole), 4))
    written = rng.choice((whole, spaced, spaced.replace(" ", "\u00a0")))
    sentence = rng.choice((
        "Le virement a été demandé sur le compte {v}.",
        "Elle m’a transmis son RIB (IBAN {v}) pour le remboursement.",
        "IBAN : {v}.",
    ))  # fmt: skip
    return Valeur(sentence.format(v=written), "IBAN", written)


def naissance(rng: Random) -> Valeur:
    """A date of birth."""
    day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(1960, 2007)
    first = "1er" if day == 1 else str(day)
    written = rng.choice((
        f"{day:02}/{month:02}/{year}", f"{first} {_MONTHS[month - 1]} {year}",
        f"{day:02}-{month:02}-{year}", f"{day:02}.{month:02}.{year}", f"{day}/{month}/{year}",
        f"{day:02}/{month:02}/{year % 100:02}", f"{first}\u00a0{_MONTHS[month - 1]}\u00a0{year}",
    ))  # fmt: skip
    sentence = rng.choice((
        "Mme M., née le {v}, vit seule avec ses deux enfants.",
        "M. D. est né le {v} à Valfictive et y a toujours habité.",
        "Née à Exempleville le {v}, elle est l’aînée de quatre enfants.",
        "Date de naissance : {v}.",
        "Sa date de naissance est le {v}, ce qui lui ouvre la garantie jeunes.",
        "La personne (née le {v}) est inscrite depuis un an.",
        "Née, d’après sa fiche, le {v}, elle relève encore du contrat d’engagement jeune.",
    ))  # fmt: skip
    return Valeur(sentence.format(v=written), "Date de naissance", written)


def telephone(rng: Random) -> Valeur:
    """A French number in one of its writings."""
    start = rng.choice(_FICTION)
    digits = f"{start}{_LAST[start]}{rng.randrange(10**4):04}"
    pairs = [digits[n : n + 2] for n in range(0, 10, 2)]
    rest = [digits[1], *pairs[1:]]
    written = rng.choice((
        " ".join(pairs), ".".join(pairs), digits, "-".join(pairs), "/".join(pairs),
        "\u00a0".join(pairs), f"+33 {' '.join(rest)}", f"+33{digits[1:]}",
        f"+33 (0){' '.join(rest)}", f"0033 {' '.join(rest)}", f"00 33 {' '.join(rest)}",
    ))  # fmt: skip
    sentence = rng.choice((
        "Je l’ai rappelée le lendemain au {v}, sans succès.",
        "Elle est joignable au {v} après dix-sept heures.",
        "Son portable ({v}) figurait sur la fiche de contact.",
        "Tél. : {v}.",
    ))  # fmt: skip
    return Valeur(sentence.format(v=written), "Téléphone", written)


def courriel(rng: Random) -> Valeur:
    """A person's address."""
    first, last = ["camille", "sarah", "karim", "lucas", "nadia"], ["benali", "martin", "garnier"]
    name = rng.choice(("{f}.{l}", "{f}{l}", "{f}-{l}", "{l}.{f}", "{f}.{l}.{n}", "{f}_{l}{n}"))
    local = name.format(f=rng.choice(first), l=rng.choice(last), n=rng.randrange(60, 99))
    written = f"{local}@{rng.choice(('exemple.fr', 'courriel.example', 'mail.exemple.com'))}"
    sentence = rng.choice((
        "Elle m’a écrit depuis {v} pour confirmer sa venue.",
        "Courriel : {v}.",
        "L’adresse {v} servait aussi à sa sœur, ce qui compliquait l’envoi des offres.",
    ))  # fmt: skip
    return Valeur(sentence.format(v=written), "Courriel", written)


def adresse(rng: Random) -> Valeur:
    """A person's postal address."""
    number = f"{rng.randrange(1, 240)}{rng.choice(('', '', ' bis', ' ter'))}"
    street, city = rng.choice(_STREETS), rng.choice(_CITIES)
    code = f"99{rng.randrange(1000):03}"
    long = f"{number}{rng.choice((' ', ', '))}{street}{rng.choice((', ', ' – ', ' '))}{code} {city}"
    written = rng.choice((long, long, f"{number} {street}, à {city}"))
    sentence = rng.choice((
        "Elle habite {v}, dans un logement de deux pièces.",
        "M. D., domicilié {v}, n’a pas de voiture.",
        "Son adresse est restée la même : {v}.",
        "Il loge chez ses parents, {v}.",
    ))  # fmt: skip
    return Valeur(sentence.format(v=written), "Adresse personnelle", written)


def identifiant(rng: Random) -> Valeur:
    """A number of France Travail or of the CAF, told as such."""
    seven = f"{rng.randrange(10**7):07}"
    letter = rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ")
    label, written = rng.choice((
        ("Identifiant France Travail", f"{seven}{letter}"),
        ("N° de demandeur d’emploi", f"{seven}{letter}"),
        ("Numéro d’allocataire CAF", seven),
        ("Numéro d’allocataire", seven),
        ("Identifiant Pôle emploi", f"{seven}{letter}"),
    ))  # fmt: skip
    return Valeur(f"{label} : {written}.", label, written)


def nom(rng: Random) -> str:
    """« Mme Martin » in the running text."""
    family, first = rng.choice(_FAMILY), rng.choice(_FIRST)
    written = rng.choice((
        f"Mme {family}", f"M. {family}", f"Madame {family}", f"Monsieur {first} {family}",
        f"Mme {family.upper()}", f"Mlle {family}", f"Mme {first} {family.upper()}",
        f"Mr {family}", f"M.\u00a0{family}", f"M. {first} {family}",
    ))  # fmt: skip
    return rng.choice((
        "{v} est arrivée en avance à son rendez-vous, très inquiète de ce qu’on lui demanderait.",
        "J’ai reçu {v} trois fois, toujours le mardi matin, dans le petit bureau du fond.",
        "Quand {v} a parlé de son ancien métier, sa voix a changé et le groupe s’est tu.",
        "L’employeur avait rencontré {v} avant la réunion, sans nous le dire.",
        "Avec {v}, nous avons relu le contrat ligne à ligne, un crayon à la main.",
        "Je pense à {v}, qui n’est revenue qu’un mois plus tard.",
    )).format(v=written)  # fmt: skip


def _planted(value: Callable[[Random], Valeur]) -> Callable[[Chantier], Lieu]:
    """In a sentence of the text, of an annex, on a line of its own, or in a table."""

    def plant(chantier: Chantier) -> Lieu:
        made = value(chantier.rng)
        chance = chantier.rng.random()
        if chance < 0.2 and chantier.base == "dossier":  # noqa: PLR2004 - a share
            rows = [("Personne accompagnée", "Mme M."), (made.etiquette, made.valeur),
                    ("Entrée dans la structure", "mai 2026")]  # fmt: skip
            return chantier.grille(rows, 1)
        if chance < 0.35 and chantier.textes(annexes=True):  # noqa: PLR2004 - a share
            return chantier.glisser(made.phrase, annexes=True)
        if chance < 0.5:  # noqa: PLR2004 - a share
            return chantier.nouveau(f"{made.etiquette} : {made.valeur}")
        return chantier.glisser(made.phrase)

    return plant


def _named(chantier: Chantier) -> Lieu:
    return chantier.glisser(nom(chantier.rng))


FAUTES = (
    Faute("nir", "RGP001", "donnees-sensibles", "docx", _planted(nir)),
    Faute("iban", "RGP001", "donnees-sensibles", "docx", _planted(iban)),
    Faute("naissance", "RGP001", "donnees-sensibles", "docx", _planted(naissance)),
    Faute("telephone", "RGP001", "coordonnees-personnelles", "docx", _planted(telephone)),
    Faute("courriel", "RGP001", "coordonnees-personnelles", "docx", _planted(courriel)),
    Faute("adresse", "RGP001", "coordonnees-personnelles", "docx", _planted(adresse)),
    Faute("identifiant", "RGP001", "coordonnees-personnelles", "docx", _planted(identifiant)),
    # In the box of colleagues of the form, another rule says it.
    Faute("nom", "RGP002", "", "docx", _named),
)
