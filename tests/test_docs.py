"""The documentation is true: commands run, packs load, links lead somewhere, pages are current."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier_builder.cli import main
from dossier_builder.cli.group import VERBS
from dossier_builder.errors import DossierError
from dossier_builder.pipeline.modeles import load, pack_roots
from dossier_builder.resources import check_pages
from dossier_builder.rules import CHECKS
from dossier_builder.rules.between import COMPARISONS
from dossier_builder.rules.cohort_checks import COHORT_CHECKS
from dossier_builder.rules.documentation import our_modeles, pages

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.en.md")
GUIDES = (
    "docs/guide-apprenant.md",
    "docs/guide-formateur.md",
    "docs/ajouter-un-titre.md",
)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PACK = re.compile(r"# (modeles/\S+\.yaml)\n")
CODE = re.compile(r"#.*\bcode (\d+)")
SPAN = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")


def blocks(document: str, language: str) -> list[str]:
    text = (ROOT / document).read_text(encoding="utf-8")
    return [body for kind, body in FENCE.findall(text) if kind == language]


def commands(document: str) -> list[tuple[list[str], int]]:
    """Every `dossier …` line of the sh blocks, with the exit code its comment tells (0: none)."""
    found = []
    for line in "\n".join(blocks(document, "sh")).splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["dossier"]:
            code = CODE.search(line)
            found.append((words[1:], int(code[1]) if code else 0))
    return found


def written_packs(document: str) -> Iterator[tuple[str, str]]:
    for body in blocks(document, "yaml"):
        head = PACK.match(body)
        if head:
            yield head[1], body


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CCP3 example built once, as docx and PDF."""
    folder = tmp_path_factory.mktemp("livre")
    example = ROOT / "examples" / "cip" / "ccp3"
    shutil.copy(example / "candidat.yaml", folder)
    shutil.copytree(example / "conforme", folder / "mon-ccp3")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
        assert main(["generer", str(folder / "mon-ccp3")]) == 0
    return folder


@pytest.fixture
def desk(tmp_path: Path, delivered: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the guides suppose on the reader's desk; the current folder is this one.

    `mon-ccp3` is a draft: its conclusion is still to be written.
    """
    desk = tmp_path / "bureau"
    shutil.copytree(delivered, desk)
    for suffix in (".docx", ".pdf"):
        made = next((desk / "mon-ccp3" / "rendu").glob(f"*{suffix}"))
        shutil.copy(made, desk / f"mon-ccp3{suffix}")
    shutil.rmtree(desk / "mon-ccp3" / "rendu")
    draft = desk / "mon-ccp3" / "sections" / "conclusion.md"
    draft.write_text("XXX\n", encoding="utf-8")
    (desk / "promotion").mkdir()
    shutil.copytree(desk / "mon-ccp3", desk / "promotion" / "apprenant-02")
    shutil.copy(desk / "candidat.yaml", desk / "promotion")
    shutil.copy(desk / "mon-ccp3.docx", desk / "promotion" / "apprenant-01.docx")
    monkeypatch.chdir(desk)
    return desk


@pytest.mark.lent
@pytest.mark.parametrize("document", [*READMES, *GUIDES])
def test_the_commands_do_what_the_text_says(
    document: str,
    desk: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The embedded engine is quicker, and the codes are the same.
    monkeypatch.setenv("DOSSIER_SANS_LIBREOFFICE", "1")
    for path, body in written_packs(document):
        (desk / path).parent.mkdir(parents=True, exist_ok=True)
        (desk / path).write_text(body, encoding="utf-8")
    told = commands(document)
    assert len(told) >= 3
    for words, expected in told:
        code = main(words)
        said = capsys.readouterr()
        assert code == expected, f"dossier {shlex.join(words)} gave {code}:\n{said.out}{said.err}"


def test_the_readmes_show_every_verb() -> None:
    shown = {words[0] for words, _ in commands("README.md")}
    assert shown == set(VERBS)
    assert {words[0] for words, _ in commands("README.en.md")} <= set(VERBS)


@pytest.mark.parametrize("document", GUIDES[1:])
def test_the_packs_of_the_guides_load(
    document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DOSSIER_MODELES", raising=False)
    names = []
    for path, body in written_packs(document):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(body, encoding="utf-8")
        names.append(path)
    roots = pack_roots(tmp_path / "modeles")
    identifiers = [
        Path(path).parent.relative_to("modeles").as_posix()
        for path in names
        if path.endswith("/modele.yaml")
    ]
    assert len(identifiers) >= 2
    for identifier in identifiers:
        try:
            modele = load(identifier, roots)
        except DossierError as error:
            pytest.fail("\n".join([error.message, *(p.place + p.message for p in error.problems)]))
        assert modele.regles


def test_adopting_our_reading_gives_its_rules_full_effect(tmp_path: Path) -> None:
    for path, body in written_packs("docs/guide-formateur.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(body, encoding="utf-8")
    modele = load("les-exemples/ccp3", pack_roots(tmp_path / "modeles"))
    statuts = {section.source.statut for section in modele.sections}
    decisive = [regle for regle in modele.regles if regle.gravite == "erreur"]
    assert len(decisive) > 5
    statuts |= {regle.source.statut for regle in decisive if regle.source}
    assert "infere" not in statuts
    assert "centre" in statuts


def test_every_link_leads_somewhere() -> None:
    documents = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
    ]
    assert len(documents) > 30
    dead = [
        f"{document.relative_to(ROOT)} → {target}"
        for document in documents
        for target in LINK.findall(SPAN.sub("", document.read_text(encoding="utf-8")))
        if "://" not in target and not (document.parent / target).exists()
    ]
    assert dead == []


def test_the_pages_of_the_checks_are_current() -> None:
    folder = ROOT / "docs" / "controles"
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert len(committed) == len(CHECKS) + len(COHORT_CHECKS) + len(COMPARISONS) + 1
    expected = pages(our_modeles())
    assert set(committed) == set(expected)
    for name, text in expected.items():
        assert committed[name] == text, f"{name} is stale: make docs"


def test_the_pages_are_found_where_they_are() -> None:
    assert check_pages().samefile(ROOT / "docs" / "controles")


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf-8")))
    assert {path.name for path in folder.glob("0*.md")} == listed
    assert len(listed) >= 5


@pytest.mark.parametrize("document", ["README.md", "README.en.md", "docs/guide-apprenant.md"])
@pytest.mark.parametrize("identifier", ["cip/ccp2", "cip/ccp3"])
def test_the_limits_told_are_those_of_the_packs(document: str, identifier: str) -> None:
    limit = load(identifier, pack_roots(None)).pages
    assert limit is not None
    text = " ".join((ROOT / document).read_text(encoding="utf-8").split())
    kind = identifier.partition("/")[2].upper()
    told = re.findall(rf"{kind}[^.]{{0,30}}?(\d+) (?:à|to) (\d+) pages", text)
    assert told, f"{document} does not tell the limit of {kind}"
    assert {(int(low), int(high)) for low, high in told} == {(limit.min, limit.max)}


def test_the_exit_codes_told_are_those_of_the_errors() -> None:
    def family(kind: type[DossierError]) -> Iterator[type[DossierError]]:
        for child in kind.__subclasses__():
            yield child
            yield from family(child)

    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    raised = {kind.exit_code for kind in family(DossierError)}
    assert len(raised) > 4
    assert raised <= told
    assert told >= {0, 1, 8, 70, 130}
