"""The variants of the examples: a small patch on a conform dossier, and what must be found in it.

`examples/cip/<kind>/variantes/<fault>/{variante.yaml, attendu.yaml}`, described for people in
examples/LISEZMOI.md. A variant is never a second dossier: `apply` copies `conforme/` and changes
the copy.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag
from ruamel.yaml import YAML

EXAMPLES = Path(__file__).parents[2] / "examples" / "cip"


class Written(BaseModel):
    """What a person wrote: an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_W = TypeVar("_W", bound=Written)


class Supprimer(Written):
    supprimer: str

    def change(self, folder: Path) -> None:
        _inside(folder, self.supprimer).unlink()


class Ecrire(Written):
    """Replace a whole file, or make a new one."""

    ecrire: str
    contenu: str

    def change(self, folder: Path) -> None:
        _inside(folder, self.ecrire).write_text(self.contenu, encoding="utf-8")


class Remplacer(Written):
    """Replace a text that stands exactly once in the file."""

    remplacer: str
    texte: Annotated[str, Field(min_length=1)]
    par: str

    def change(self, folder: Path) -> None:
        path = _inside(folder, self.remplacer)
        found = path.read_text(encoding="utf-8")
        if (times := found.count(self.texte)) != 1:
            msg = f"{self.remplacer}: {self.texte!r} stands {times} times, once is expected"
            raise ValueError(msg)
        path.write_text(found.replace(self.texte, self.par), encoding="utf-8")


class Ajouter(Written):
    """Add a text at the end of a file."""

    ajouter: str
    contenu: str

    def change(self, folder: Path) -> None:
        path = _inside(folder, self.ajouter)
        path.write_text(path.read_text(encoding="utf-8") + self.contenu, encoding="utf-8")


class Repeter(Written):
    """The text of a file, `fois` times; for files without notes nor figures, whose ids are one."""

    repeter: str
    fois: Annotated[int, Field(ge=2)]

    def change(self, folder: Path) -> None:
        path = _inside(folder, self.repeter)
        text = path.read_text(encoding="utf-8").rstrip("\n")
        path.write_text("\n\n".join([text] * self.fois) + "\n", encoding="utf-8")


class Copier(Written):
    copier: str
    vers: str

    def change(self, folder: Path) -> None:
        shutil.copyfile(_inside(folder, self.copier), _inside(folder, self.vers))


_KINDS: tuple[type[Written], ...] = (Supprimer, Ecrire, Remplacer, Ajouter, Repeter, Copier)


def _verb(value: Any) -> str | None:
    """The kind of an operation is the verb among its keys."""
    keys = set(value) if isinstance(value, dict) else set()
    return next((kind.__name__ for kind in _KINDS if kind.__name__.lower() in keys), None)


Operation = Annotated[
    Annotated[Supprimer, Tag("Supprimer")]
    | Annotated[Ecrire, Tag("Ecrire")]
    | Annotated[Remplacer, Tag("Remplacer")]
    | Annotated[Ajouter, Tag("Ajouter")]
    | Annotated[Repeter, Tag("Repeter")]
    | Annotated[Copier, Tag("Copier")],
    Discriminator(_verb),
]


class Variante(Written):
    """variante.yaml; operations are applied in their order."""

    description: Annotated[str, Field(min_length=1)]
    operations: Annotated[tuple[Operation, ...], Field(min_length=1)]


class Erreur(Written):
    """A failed rule of gravity erreur: its check, and the page of each of its findings."""

    controle: Annotated[str, Field(pattern=r"^[A-Z]{3}\d{3}$")]
    pages: tuple[int, ...]


class Attendu(Written):
    """attendu.yaml; `avertissements` are the checks allowed to warn besides."""

    verdict: Literal["conforme", "a_verifier", "non_conforme"]
    erreurs: tuple[Erreur, ...]
    avertissements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One fault of one kind of dossier."""

    kind: str
    fault: str
    variante: Variante
    attendu: Attendu

    @property
    def name(self) -> str:
        """`ccp2/trop-court`."""
        return f"{self.kind}/{self.fault}"

    def apply(self, target: Path) -> Path:
        """Make the faulty dossier: a copy of `conforme` at `target`, with its candidat.yaml."""
        copy_conform(self.kind, target)
        for operation in self.variante.operations:
            operation.change(target)
        return target


def copy_conform(kind: str, target: Path) -> Path:
    """The conform example of that kind, with its candidat.yaml inside; `target` is new."""
    example = EXAMPLES / kind
    shutil.copytree(example / "conforme", target, ignore=shutil.ignore_patterns("rendu"))
    if not (target / "candidat.yaml").exists():
        shutil.copyfile(example / "candidat.yaml", target / "candidat.yaml")
    return target


def load_variants() -> tuple[Variant, ...]:
    """Every variant of every kind, by name. Raises ValidationError, with the file in a note."""
    return tuple(load_variant(folder) for folder in sorted(EXAMPLES.glob("*/variantes/*/")))


def load_variant(folder: Path) -> Variant:
    """The variant of that folder."""
    return Variant(
        kind=folder.parents[1].name,
        fault=folder.name,
        variante=_read(folder / "variante.yaml", Variante),
        attendu=_read(folder / "attendu.yaml", Attendu),
    )


def _read(path: Path, kind: type[_W]) -> _W:
    try:
        return kind.model_validate(YAML(typ="safe").load(path))
    except ValueError as error:
        error.add_note(f"in {path}")
        raise


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        msg = f"{name} is outside the dossier"
        raise ValueError(msg)
    return path
