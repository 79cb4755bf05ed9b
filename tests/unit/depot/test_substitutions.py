"""Every writing of a value is one value."""

from __future__ import annotations

import pytest

from dossier_builder.depot import Substitution
from dossier_builder.depot.substitutions import Search


def replaced(text: str, *pairs: tuple[str, str], identifier: bool = False) -> str:
    search = Search([Substitution(old, new) for old, new in pairs])
    return search.replaced(text, identifier=identifier)[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mme Martin, M. MARTIN, martin", "Mme M., M. M., M."),
        ("J’ai vu Mme Martin.", "J’ai vu Mme M."),
        ("Martin...", "M...."),
        ("Ma\u00adrtin, Mart\u200bin", "M., M."),
        ("Martinique, Saint-Martin, Lamartine", "Martinique, Saint-Martin, Lamartine"),
        ("photoMartin.jpg, cv_martin2.pdf", "photoM.jpg, cv_M.2.pdf"),
    ],
)
def test_a_name(text: str, expected: str) -> None:
    assert replaced(text, ("Martin", "M.")) == expected


@pytest.mark.parametrize(
    "written", ["Hélène", "HÉLÈNE", "Helene", "HELENE", "He\u0301le\u0300ne", "hélène"]
)
def test_accents_make_no_difference(written: str) -> None:
    assert replaced(written, ("Hélène", "H.")) == "H."


def test_the_whole_name_goes_before_its_parts() -> None:
    pairs = (("Martin", "M."), ("Sophie Martin", "S. M."), ("Sophie", "S."))
    assert replaced("Sophie Martin, Sophie, Martin,", *pairs) == "S. M., S., M.,"
    assert replaced("Anne\u2011Lise  DURAND", ("Anne-Lise Durand", "D")) == "D"


@pytest.mark.parametrize(
    "written",
    ["06 39 98 12 34", "0639981234", "06.39.98.12.34", "+33 6 39 98 12 34", "00336 39981234"],
)
def test_a_telephone_number(written: str) -> None:
    assert replaced(f"au {written}.", ("06 39 98 12 34", "[tél.]")) == "au [tél.]."


def test_a_longer_number_is_another() -> None:
    assert replaced("106399812345", ("06 39 98 12 34", "x")) == "106399812345"


@pytest.mark.parametrize(
    "written", ["12/03/1985", "12 mars 1985", "12-3-85", "1985-03-12", "12 MARS 1985", "12.03.1985"]
)
@pytest.mark.parametrize("given", ["12/03/1985", "12 mars 1985", "1985-03-12"])
def test_a_date(given: str, written: str) -> None:
    assert replaced(f"née le {written} à", (given, "[date]")) == "née le [date] à"


def test_an_ordinary_word_stays_without_its_capital() -> None:
    search = Search([Substitution("Petit", "P.", mot_courant=True)])
    assert (
        search.replaced("M. Petit, M. PETIT, un petit groupe")[0] == "M. P., M. P., un petit groupe"
    )


def test_in_an_identifier_only_letters_and_figures_take_its_place() -> None:
    assert replaced("cv-martin.pdf", ("Martin", "M."), identifier=True) == "cv-M.pdf"
    assert (
        replaced("mailto:s.martin@x.fr", ("s.martin@x.fr", "[courriel retiré]"), identifier=True)
        == "mailto:courrielretire"
    )
    assert Substitution("Martin", "…").identifiant == "x"


def test_numbers_are_masked_on_the_screen() -> None:
    assert Substitution("06 39 98 12 34", "x").affiche == "06 … 34"
    assert Substitution("Martin", "M.").affiche == "Martin"
