"""Numbers that name a person, proved by their key where they have one; pure.

A number of an organisation is no personal data: short numbers, 08, generic mailboxes, a number
announced by the word « standard » or by the organisation's name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from dossier_builder.domain.wording import folded
from dossier_builder.rules.people.found import DonneeVue, Genre

_GAP = r"[ \t\n.\u00a0\u202f\u2009\-]?"
_NIR = re.compile(
    rf"(?<![\w.,])[12378]{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}(?:\d{{2}}|2[ABab]){_GAP}\d{{3}}{_GAP}"
    rf"\d{{3}}{_GAP}[/]?{_GAP}\d{{2}}(?!\w)"
)
# Months of the civil state and, for those born without a known one, 20 to 42 and 50 to 99.
_NIR_MONTHS = frozenset((*range(1, 13), *range(20, 43), *range(50, 100)))
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ \n\u00a0\u202f]?[A-Z0-9]){11,30}(?!\w)")
_IBAN_LEAST = 15
_PHONE = re.compile(
    r"(?<![\w+.,/\-])(?:(?:\+|00)[ \u00a0]?33[ .\u00a0\-]?(?:\(0\)[ ]?)?|0)[1-9]"
    r"(?:[ \t\n.\u00a0\u202f\-/]?\d{2}){4}(?![\w])"
)
_FICTION_MOBILE = "63998"
"""Range that Arcep keeps for fiction: written like a real number, unknown to phonenumbers."""
_MAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@[\w\-]+(?:\.[\w\-]+)*\.[A-Za-z]{2,24}(?![\w])")
_GENERIC_BOX = re.compile(
    r"^(?:contact|accueil|info|infos|information|secretariat|direction|administration|admin|mairie|"
    r"formation|recrutement|rh|drh|emploi|agence|standard|service|support|webmaster|dpo|cfa|ecole|"
    r"centre|association|asso|ccas|mission|noreply|no-reply|prenom|nom|votre|exemple)"
    r"(?:[.\-_+\d]|$)"
)
_PRIVATE_MAIL = frozenset(
    {
        "gmail", "hotmail", "outlook", "yahoo", "orange", "free", "sfr", "laposte", "wanadoo",
        "icloud", "live", "bbox", "protonmail",
    }
)  # fmt: skip
# What announces the number of an organisation, close before it.
_ORGANISATION = re.compile(
    r"\b(?:standard|accueil|secretariat|renseignements?|inscriptions?|mission locale|"
    r"france travail|pole emploi|cap emploi|association|mairie|ccas|caf|cpam|plie|mdph|"
    r"maison de|centre|agence|entreprise|societe|organisme|structure|service|clinique|hopital|"
    r"residence|ecole|lycee|college|siege|prefecture|departement|region|sarl|sas|eurl|siret|"
    r"cfa|greta|afpa|employeur)\b"
)
_PERSON = re.compile(
    r"\b(?:mme|mlle|monsieur|madame|mademoiselle|portable|mobile|personnel(?:le)?|son|sa|il|elle|"
    r"beneficiaire|participante?|usagere?|famille|habite|domicilie|candidate?)\b|\bm\. "
)
_BEFORE = 60
_OTHER_NUMBER = re.compile(
    r"(?:siret|siren|rcs|ape|naf|rna|rncp|agrement|declaration d'activite|nda|formacode|isbn|issn|"
    r"facture|dossier|convention|article|decret|loi|reference|ref\.?)\W{0,4}(?:n\W{0,3})?$"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
           "octobre", "novembre", "decembre")  # fmt: skip
_MONTH = (
    r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|"
    r"d[ée]cembre)"
)
_DATE = (
    rf"(?P<date>{_DAY}(?:er)?\s+{_MONTH}\s+\d{{4}}|{_DAY}\s?[/.\-]\s?(?:0?[1-9]|1[0-2])\s?[/.\-]\s?"
    r"(?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2})"
)
_BIRTH = re.compile(
    rf"(?:\bn[ée](?:e|\(e\)|[·.]e)?(?:,[^,;.\d]{{2,40}},)?(?:\s+[àa]\s+[^,;.\d]{{2,40}}?,?)?"
    r"\s+le\s*:?\s*|\b(?:date\s+de\s+naissance|ddn|naissance)\s*(?:\|\s*)?(?:est|était|[:(])?"
    rf"\s*(?:le\s+)?){_DATE}",
    re.IGNORECASE,
)
_BORN_THING = re.compile(
    r"\b(?:association|projet|structure|entreprise|societe|dispositif|reseau|idee|loi|mission|"
    r"cooperative|etablissement|atelier|collectif|fondation|syndicat|scop|groupe|centre|service|"
    r"partenariat|plateforme|maison|elle-meme|plie)\b[^.;:!?]*$"
)
_YEARS = range(1920, 2031)
# The texts of one long dossier: two rules look at each.
_REMEMBERED = 1_024
_STREET = (
    r"(?:rue|avenue|av\.|boulevard|bd|bld|allee|all[ée]e|impasse|place|chemin|route|cours|quai|square|"
    r"r[ée]sidence|passage|sentier|ruelle|villa|cit[ée]|hameau|lotissement|faubourg|mont[ée]e|voie)"
)
_ADDRESS = re.compile(
    rf"(?<![\w/])\d{{1,4}}(?:\s?(?:bis|ter|quater|[A-D]))?,?\s+{_STREET}\s+[^\n,;.|()]{{2,50}}?"
    r"(?P<cp>(?:\s*[,–\-|]\s*|\s+)(?:F-)?\d{5}\s+[A-ZÀ-Ý][\w’'\-]+(?:[ \-][A-ZÀ-Ý][\w’'\-]+){0,3})?"
    r"(?=$|[\n,;.|()]|\s+(?:et|où|depuis|avec|à)\s)",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:habit(?:e|ait|ant)|domicilie(?:e|\(e\))?|demeurant|resid(?:e|ait|ant)|log(?:e|ee|eait)|"
    r"(?:son|sa|mon|ma) (?:adresse|domicile|appartement|logement)|adresse (?:personnelle|postale)|"
    r"vit (?:au|avec|chez)|chez (?:elle|lui|ses parents)|heberge(?:e)?)\b[^.;!?]*$"
)
_LABELLED: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    (
        "france_travail",
        re.compile(
            r"(?:identifiant|n[°o]|num[ée]ro|id\.?)\s*(?:de\s+|d[’'])?(?:(?:demandeur|demandeuse)"
            r"(?:\(se\))?\s+d[’']emploi|inscription|france\s+travail|p[oô]le\s+emploi|[àa]\s+france\s+"
            r"travail|ft|pe)(?:\s+(?:france\s+travail|p[oô]le\s+emploi))?\s*(?:\|\s*)?[:=n°\s]{0,4}"
            r"(?P<valeur>\d{7}\s?[0-9A-Za-z]|\d{10,11})(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "caf",
        re.compile(
            r"(?:n[°o]|num[ée]ro|matricule|identifiant|dossier)\s*(?:d[’']\s?)?(?:allocataire|(?:de\s+la\s+|"
            r"[àa]\s+la\s+)?(?:caf|msa))(?:\s+(?:de\s+la\s+)?(?:caf|msa))?\s*(?:\|\s*)?[:=n°\s]{0,4}"
            r"(?P<valeur>\d{7}(?:\s?[A-Za-z])?)(?!\w)",
            re.IGNORECASE,
        ),
    ),
)
# Words without which a search is not worth while: nine texts in ten have none.
_BIRTH_WORDS = ("né", "ne\u0301", "naissance", "ddn")
_LABEL_WORDS = ("emploi", "travail", "caf", "msa", "allocataire", " ft", " pe")
_SIRET = re.compile(r"(?<![\w.,])\d{3}[ \u00a0\u202f]?\d{3}[ \u00a0\u202f]?\d{3}"
                    r"(?:[ \u00a0\u202f]?\d{5})?(?![\w])")  # fmt: skip
_SIRET_DIGITS = 14
_DATA_SIGN = re.compile(r"[\d@]")
_SOLE_TRADER = re.compile(
    r"\b(?:micro|auto)[ -]?entrepr(?:eneur|eneuse|ise)\b|\bentrepr(?:eneur|eneuse|ise) individuel"
)


def may_hold_data(text: str) -> bool:
    """Whether it is worth while to search: every value has a digit or a « @ »."""
    return _DATA_SIGN.search(text) is not None


@lru_cache(maxsize=_REMEMBERED)
def find_data(text: str) -> tuple[DonneeVue, ...]:
    """Every personal value of a text, in order, none inside another."""
    found: list[DonneeVue] = []
    if may_hold_data(text):
        for search in _SEARCHES:
            for seen in search(text):
                if not any(seen.debut < o.fin and o.debut < seen.fin for o in found):
                    found.append(seen)
    return tuple(sorted(found, key=lambda seen: seen.debut))


def _nirs(text: str) -> Iterator[DonneeVue]:
    for match in _NIR.finditer(text):
        plain = re.sub(r"[^0-9ABab]", "", match.group())
        if int(plain[3:5]) in _NIR_MONTHS and _valid_nir(plain):
            yield _seen("nir", match)


def _valid_nir(number: str) -> bool:
    from stdnum.fr import nir

    return nir.is_valid(number)


def _ibans(text: str) -> Iterator[DonneeVue]:
    for match in _IBAN.finditer(text):
        from stdnum import iban

        # A word in capitals that follows is not its end: the longest that the key proves is it.
        ends = [n for n in range(match.end(), match.start(), -1) if text[n - 1].isalnum()]
        for end in ends:
            plain = re.sub(r"\s", "", text[match.start() : end])
            if len(plain) < _IBAN_LEAST:
                break
            if iban.is_valid(plain):
                yield DonneeVue("iban", text[match.start() : end], match.start(), end)
                break


def _births(text: str) -> Iterator[DonneeVue]:
    plain = text.lower()
    if not any(word in plain for word in _BIRTH_WORDS):
        return
    for match in _BIRTH.finditer(text):
        before = folded(text[max(0, match.start() - _BEFORE) : match.start()])
        thing = match.group()[:1] in "nN" and "naissance" not in folded(match.group())
        if _is_date(match["date"]) and not (thing and _BORN_THING.search(before)):
            yield _seen("naissance", match, "date")


def _is_date(text: str) -> bool:
    plain = folded(text)
    written = re.fullmatch(r"(\d{1,2})(?:er)?\s+([a-z]+)\s+(\d{4})", plain)
    if written:
        day, month, year = int(written[1]), _MONTHS.index(written[2]) + 1, int(written[3])
    else:
        parts = [int(part) for part in re.findall(r"\d+", plain)]
        day, month, year = parts if len(str(parts[0])) < len("1985") else reversed(parts)
    year = year if year >= 100 else year + (1900 if year > 30 else 2000)  # noqa: PLR2004 - two figures
    if year not in _YEARS:
        return False
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _labelled(text: str) -> Iterator[DonneeVue]:
    plain = text.lower()
    if not any(word in plain for word in _LABEL_WORDS):
        return
    for genre, pattern in _LABELLED:
        for match in pattern.finditer(text):
            yield _seen(genre, match, "valeur")


def _phones(text: str) -> Iterator[DonneeVue]:
    for match in _PHONE.finditer(text):
        national = re.sub(r"^(?:\+|00)330?|^0", "", re.sub(r"[^\d+]", "", match.group()))
        before = folded(text[max(0, match.start() - _BEFORE) : match.start()])
        if _OTHER_NUMBER.search(before) or national[0] == "8":
            continue
        announced = _is_organisation(before)
        if national[0] not in "67" and announced:
            continue
        if national.startswith(_FICTION_MOBILE) or _valid_phone(national):
            yield _seen("telephone", match)


def _is_organisation(before: str) -> bool:
    """Whether the last to be named before a value is an organisation, and not a person."""
    there = [match.start() for match in _ORGANISATION.finditer(before)]
    people = [match.start() for match in _PERSON.finditer(before)]
    return bool(there) and (not people or there[-1] > people[-1])


def _valid_phone(national: str) -> bool:
    import phonenumbers

    return phonenumbers.is_valid_number(phonenumbers.parse(f"+33{national}"))


def _mails(text: str) -> Iterator[DonneeVue]:
    for match in _MAIL.finditer(text):
        local, _, domain = folded(match.group()).partition("@")
        generic = _GENERIC_BOX.match(local) and domain.split(".")[0] not in _PRIVATE_MAIL
        if not generic:
            yield _seen("courriel", match)


def _addresses(text: str) -> Iterator[DonneeVue]:
    for match in _ADDRESS.finditer(text):
        before = folded(text[max(0, match.start() - 2 * _BEFORE) : match.start()])
        lives = _LIVES.search(before)
        announced = _is_organisation(before)
        if lives or (match["cp"] and not announced):
            yield DonneeVue(
                "adresse",
                match.group().rstrip(),
                match.start(),
                match.start() + len(match.group().rstrip()),
            )


def _sirets(text: str) -> Iterator[DonneeVue]:
    if "ntrepr" not in text.lower() or not _SOLE_TRADER.search(folded(text)):
        return
    for match in _SIRET.finditer(text):
        from stdnum.fr import siren, siret

        plain = re.sub(r"\D", "", match.group())
        if (siret if len(plain) == _SIRET_DIGITS else siren).is_valid(plain):
            yield _seen("siret", match)


def _seen(genre: Genre, match: re.Match[str], group: str | int = 0) -> DonneeVue:
    return DonneeVue(genre, match[group], match.start(group), match.end(group))


_SEARCHES: tuple[Callable[[str], Iterator[DonneeVue]], ...] = (
    _nirs, _ibans, _births, _mails, _labelled, _sirets, _phones, _addresses,
)  # fmt: skip
