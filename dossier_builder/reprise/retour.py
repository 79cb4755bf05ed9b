"""`importer FICHIER --dans DOSSIER`: what was changed in Word comes back into the files.

Three texts for each unit: the file as it was when the docx was generated, the file as it is, the
docx. What changed on one side is taken, what changed on both at the same place is kept twice and
marked. The files that are replaced are copied first; nothing is ever deleted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from dossier_builder.domain.conflits import closing, opening, opens_conflict, separating
from dossier_builder.domain.dossier import Annexe, Dossier
from dossier_builder.domain.modele import Modele
from dossier_builder.domain.typographie import enumeration, insecable, pluriel
from dossier_builder.domain.wording import folded
from dossier_builder.errors import UsageError
from dossier_builder.inputs.word_source import WordSource
from dossier_builder.ooxml.comments import AUTHOR, comments
from dossier_builder.packs.positions import read_text
from dossier_builder.pipeline.generation import Generation, find_generation, generation_now
from dossier_builder.pipeline.source import load_source
from dossier_builder.pipeline.word_document import WordDocument, open_word
from dossier_builder.render import render
from dossier_builder.reprise.fusion import merge
from dossier_builder.reprise.outside import added
from dossier_builder.reprise.passages import Passage, cut_text, join
from dossier_builder.reprise.short_texts import told
from dossier_builder.reprise.textes import Pictures, Stranger, Texts, Unit, in_order, texts_of
from dossier_builder.reprise.transposition import aligned, carried
from dossier_builder.resources.writing import write_files
from dossier_builder.values import frozen

TO_FILE = "a-classer.md"
BEFORE = ".avant"

Etat = Literal[
    "inchangee", "reprise", "fusionnee", "conflit", "deja_la", "supprimee", "titre_supprime",
    "renommee", "deplacee", "nouvelle", "non_reprise",
]  # fmt: skip


@frozen
class Ligne:
    """One line of the account: what it is about, what became of it, where to look (French)."""

    quoi: str
    etat: Etat
    detail: str
    fichier: str = ""


@frozen
class Retour:
    """The account of a return: what was written, where the former files are, what to look at."""

    lignes: tuple[Ligne, ...]
    ecrits: tuple[Path, ...] = ()
    avant: Path | None = None
    avis: tuple[str, ...] = ()

    @property
    def conflits(self) -> int:
        """How many units hold two versions of a passage."""
        return sum(ligne.etat == "conflit" for ligne in self.lignes)


def bring_back(
    file: Path, folder: Path, roots: tuple[Path, ...], room: Path, now: dt.datetime
) -> Retour:
    """Bring the changes of a docx back into the folder it was generated from.

    `room` is an existing private folder. Raises InputsError (the folder has problems), UsageError
    (another dossier's docx), UnreadableError, UnknownKindError, CannotWriteError.
    """
    loaded = load_source(folder, roots)
    edited = open_word(file, roots, room)
    if edited.modele.id != loaded.modele.id:
        raise UsageError(
            insecable(
                f"« {file.name} » est un {edited.modele.sigle}, et « {folder} » un "
                f"{loaded.modele.sigle}."
            ),
            "Donnez le dossier dont ce fichier vient : rien n’a été modifié.",
        )
    kept = find_generation(folder, edited.properties)
    avis: list[str] = []
    if kept is None:
        avis.append(
            "La version d’origine de ce fichier n’est plus gardée : il est comparé à vos fichiers "
            "tels qu’ils sont, et Word l’emporte. Les fichiers remplacés sont copiés d’abord."
        )
    base = kept or generation_now(
        folder, loaded.dossier, loaded.modele, _rendered(loaded.dossier, loaded.modele)
    )
    return _Return(folder, base, edited, now, avis).run(roots, room)


def _rendered(dossier: Dossier, modele: Modele) -> bytes:
    """The docx of the folder as it is; annexes that are files are left blank, they are no text."""
    annexes = tuple(
        one if one.fichier is None else Annexe(one.id, one.numero, one.titre)
        for one in dossier.annexes
    )
    return render(replace(dossier, annexes=annexes), modele).content


@dataclass(slots=True)
class _Return:
    """One return on its way: what is to be written, what is to be told."""

    folder: Path
    base: Generation
    edited: WordDocument
    now: dt.datetime
    avis: list[str]
    lignes: list[Ligne] = field(default_factory=list)
    writing: dict[Path, bytes] = field(default_factory=dict)
    pictures: Pictures = field(default_factory=Pictures)

    def run(self, roots: tuple[Path, ...], room: Path) -> Retour:
        """Compare, merge, write."""
        before, after = self._texts(roots, room)
        after = _found_again(before, after)
        for key, unit in before.units.items():
            self._unit(key, unit, after.units.get(key))
        for key in in_order(before, after):
            titre = before.units[key].titre
            self.lignes.append(
                Ligne(titre, "deplacee", "déplacée dans Word : l’ordre reste celui du modèle")
            )
        for key, unit in after.units.items():
            if key not in before.units and unit.texte.strip():
                self._apart(Stranger(unit.titre, unit.texte, key))
        known = {folded(one.titre) for one in before.strangers}
        for stranger in after.strangers:
            if folded(stranger.titre) not in known:
                self._apart(stranger)
        new = [one.texte for one in added(before.outside, after.outside, after.shorts)]
        if new:
            self._apart(Stranger("Écrit hors des parties", "\n".join(new), ""), "texte sans partie")
        for short, detail in told(before.shorts, after.shorts):
            self.lignes.append(Ligne(short.quoi, "non_reprise", detail, short.fichier))
        self.avis += [f"{note}." for note in after.notes if note not in before.notes]
        self._comments()
        return self._write()

    def _texts(self, roots: tuple[Path, ...], room: Path) -> tuple[Texts, Texts]:
        generated = room / "base"
        generated.mkdir()
        path = generated / "base.docx"
        path.write_bytes(self.base.document)
        made = []
        for document in (open_word(path, roots, generated), self.edited):
            source = WordSource.of(
                document.source.package, document.source.document, self.base.references
            )
            made.append(texts_of(document, source, self.pictures))
        return made[0], made[1]

    def _unit(self, key: str, before: Unit, after: Unit | None) -> None:
        name = self.base.files.get(key)
        if after is None:
            if name is not None:
                detail = "supprimée dans Word : votre fichier est gardé tel quel"
                self.lignes.append(Ligne(before.titre, "supprimee", detail, name))
            return
        if not after.titre_present and before.titre_present:
            detail = "son titre a été supprimé dans Word : son texte est repris sous elle"
            self.lignes.append(Ligne(before.titre, "titre_supprime", detail, name or ""))
        new_title = after.titre if self._renamed(key, before, after) else None
        same = before.texte == after.texte and new_title is None
        if name is None or name not in self.base.sources:
            if not same and (after.texte.strip() or new_title):
                self._not_taken(before, name)
            return
        if same:
            self.lignes.append(Ligne(before.titre, "inchangee", "", name))
            return
        if new_title is not None:
            detail = f"renommée dans Word : « {before.titre} » devient « {new_title} »"
            self.lignes.append(Ligne(before.titre, "renommee", detail, name))
        self._merge(before, after, new_title, name)

    def _renamed(self, key: str, before: Unit, after: Unit) -> bool:
        if not after.titre_present or not key.startswith("section:"):
            return False
        return before.titre.split() != after.titre.split()  # an accent put right is a change

    def _not_taken(self, before: Unit, name: str | None) -> None:
        where = f"« {name} »" if name else "son fichier"
        self.lignes.append(
            Ligne(
                before.titre,
                "non_reprise",
                f"changée dans Word, mais {where} n’est pas un texte du dossier : à reporter",
            )
        )

    def _merge(self, before: Unit, after: Unit, new_title: str | None, name: str) -> None:
        written = self.base.sources[name]
        path = self.folder / name
        now = _read(path) if path.is_file() else ""
        source = cut_text(written)
        wanted = carried(source, cut_text(before.texte), cut_text(after.texte))
        if new_title is not None:
            wanted = _titled(wanted, new_title)
        result, conflicts = _merged(source, cut_text(now), wanted)
        text = join(result)
        if text == now:
            self.lignes.append(Ligne(before.titre, "deja_la", "déjà dans votre fichier", name))
            return
        self.writing[path] = _as_was(path, text)
        changed = pluriel(_changes(source, wanted), "passage")
        if conflicts:
            said = pluriel(
                conflicts, "passage changé des deux côtés", "passages changés des deux côtés"
            )
            places = [n for n, line in enumerate(text.split("\n"), 1) if opens_conflict(line)]
            where = enumeration([f"{name}:{n}" for n in places])
            detail = f"{said} : les deux versions sont gardées ({where})"
            self.lignes.append(Ligne(before.titre, "conflit", detail, name))
        elif now != written:
            detail = f"{changed} de Word, avec ce que vous aviez changé dans le fichier"
            self.lignes.append(Ligne(before.titre, "fusionnee", detail, name))
        else:
            detail = pluriel(_changes(source, wanted), "passage repris", "passages repris")
            self.lignes.append(Ligne(before.titre, "reprise", detail, name))

    def _apart(self, stranger: Stranger, why: str = "titre qui n’est pas du modèle") -> None:
        """What belongs to no section goes into the file of things to sort, at its end."""
        path = self.folder / TO_FILE
        held = self.writing.get(path)
        now = held.decode() if held is not None else (_read(path) if path.is_file() else "")
        title = f"## {stranger.titre}"
        if f"{title}\n\n{stranger.texte}".strip() in now:
            return
        head = "" if now else "<!-- Repris de Word : à ranger dans vos parties. -->\n"
        text = f"{now.rstrip()}\n\n" if now else head + "\n"
        self.writing[path] = f"{text}{title}\n\n{stranger.texte}".encode()
        detail = f"{why} : son texte est à ranger"
        self.lignes.append(Ligne(stranger.titre, "nouvelle", detail, TO_FILE))

    def _comments(self) -> None:
        """Somebody's remarks have no place in the files: Word keeps them, and one is told."""
        found = [c for c in comments(self.edited.source.package) if c.author != AUTHOR]
        if found:
            count = pluriel(len(found), "commentaire")
            self.avis.append(
                f"À lire dans Word : {count} de « {self.edited.path.name} », que les fichiers du "
                "dossier ne reprennent pas."
            )

    def _write(self) -> Retour:
        """Copies first, then pictures, then the texts; each file whole or not at all."""
        lignes = tuple(
            replace(one, quoi=insecable(one.quoi), detail=insecable(one.detail))
            for one in self.lignes
        )
        avis = tuple(map(insecable, self.avis))
        if not self.writing:
            return Retour(lignes, avis=avis)
        place = self.folder / BEFORE / f"{self.now:%Y-%m-%d %Hh%Mm%S}"
        old = {
            place / path.relative_to(self.folder): path.read_bytes()
            for path in self.writing
            if path.is_file()
        }
        texts = b"\n".join(self.writing.values()).decode()
        images = {
            self.folder / name: data
            for name, data in self.pictures.found.items()
            if name in texts and not (self.folder / name).exists()
        }
        write_files(old)
        write_files(images)
        write_files(self.writing)
        return Retour(lignes, tuple(self.writing), place if old else None, avis)


def _read(path: Path) -> str:
    return read_text(path).text


def _as_was(path: Path, text: str) -> bytes:
    """The text with the line ends and the mark that the file had."""
    data = path.read_bytes() if path.is_file() else b""
    made = text.replace("\n", "\r\n") if b"\r\n" in data else text
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return mark + made.encode()


def _titled(passages: Sequence[Passage], title: str) -> tuple[Passage, ...]:
    """The passages under another title: the first line `# …`, put there or replaced."""
    rest = [one for one in passages if not one.text.startswith("# ")]
    return (Passage(f"# {title}"), *rest)


def _merged(
    source: Sequence[Passage], now: Sequence[Passage], word: Sequence[Passage]
) -> tuple[list[Passage], int]:
    """The passages of the file with those of Word; how many conflicts are marked."""
    gaps = {one.text: one.gap for one in (*word, *now)}
    made: list[Passage] = []
    conflicts = 0
    texts = [[one.text for one in side] for side in (source, now, word)]
    for region in merge(texts[0], texts[1], texts[2]):
        if region.origin != "conflit":
            chosen = region.b if region.origin in {"b", "meme"} else region.a
            made += [Passage(text, gaps.get(text, "\n\n")) for text in chosen]
            continue
        conflicts += 1
        made.append(Passage(opening(conflicts)))
        made += [Passage(text) for text in region.a]
        made.append(Passage(separating(conflicts)))
        made += [Passage(text) for text in region.b]
        made.append(Passage(closing(conflicts)))
    return made, conflicts


def _changes(source: Sequence[Passage], wanted: Sequence[Passage]) -> int:
    """How many passages differ."""
    before = {one.text for one in source}
    after = {one.text for one in wanted}
    return max(len(after - before), len(before - after))


def _found_again(before: Texts, after: Texts) -> Texts:
    """Sections whose heading was deleted in Word: their text is in the one before, and told so."""
    units = dict(after.units)
    for key, unit in before.units.items():
        own = cut_text(unit.texte)
        if key in units or not own:
            continue
        for other, held in list(units.items()):
            passages = cut_text(held.texte)
            first = _where(own, passages, before.units.get(other))
            if first is not None:
                units[other] = replace(held, texte=join(passages[:first]))
                tail = join(passages[first:])
                units[key] = Unit(unit.titre, tail, titre_present=False)
                break
    return replace(after, units={k: units[k] for k in _ordered(before, units)})


def _where(own: Sequence[Passage], passages: Sequence[Passage], host: Unit | None) -> int | None:
    """Where the passages of a section begin in those of another one, when most are there."""
    hosted = {one.text for one in cut_text(host.texte)} if host else set()
    places = [n for n in aligned(own, passages).values() if passages[n].text not in hosted]
    return min(places) if places and len(places) * 2 >= len(own) else None


def _ordered(before: Texts, units: Mapping[str, Unit]) -> list[str]:
    """The units in the order of the docx; those found again after the one that held them."""
    order = [key for key in units if units[key].titre_present]
    for key in (k for k in before.units if k in units and not units[k].titre_present):
        known = list(before.units)
        previous = [k for k in known[: known.index(key)] if k in order]
        order.insert(order.index(previous[-1]) + 1 if previous else 0, key)
    return order
