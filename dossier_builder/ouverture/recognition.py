"""What a file is, by its content: its name is only what somebody called it."""

from __future__ import annotations

from pathlib import Path, PurePath

from dossier_builder.domain.typographie import insecable
from dossier_builder.errors import Refus, UnreadableError
from dossier_builder.ooxml.gate import OLE2_MAGIC, read_bounded
from dossier_builder.ouverture import archives, letters, strangers
from dossier_builder.ouverture.compound import WORD_ENCRYPTED, CompoundFile
from dossier_builder.ouverture.kinds import Document, DocumentKind, Stranger
from dossier_builder.pdf import looks_like_pdf
from dossier_builder.values import frozen

_HEAD_BYTES = 4096
_RTF = b"{\\rtf"
_WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
# What each kind is called, and the suffixes that go with it without a word.
_SEEN: dict[DocumentKind, tuple[str, tuple[str, ...]]] = {
    "docx": ("un document Word", (*_WORD_SUFFIXES, ".doc")),
    "pdf": ("un PDF", (".pdf",)),
    "odt": ("un document LibreOffice (.odt)", (".odt",)),
    "ott": ("un modèle de document LibreOffice (.ott)", (".ott",)),
    "rtf": ("un document RTF", (".rtf", ".doc")),  # .doc: what many programs call their RTF
    "doc": ("un document Word 97-2003 (.doc)", (".doc", ".dot")),
}
_SUFFIXES = frozenset(suffix for _, suffixes in _SEEN.values() for suffix in suffixes)
_OLD_OFFICE = (
    (("workbook", "book"), "un classeur Excel"),
    (("powerpoint document",), "un diaporama PowerPoint"),
    (("__properties_version1.0",), "un message Outlook"),
    (("visiodocument",), "un dessin Visio"),
)
_TO_DOCX = "Enregistrez le document au format .docx ou en PDF."


@frozen
class Recognised:
    """The kind of a file, and what the user should know of it (French notes).

    `macros` as in Document.
    """

    kind: DocumentKind
    notes: tuple[str, ...] = ()
    macros: bool = False

    @property
    def seen(self) -> str:
        """What it is, in French, with its article."""
        return _SEEN[self.kind][0]

    @property
    def needs_conversion(self) -> bool:
        """Whether it has to become a docx before it can be read."""
        return self.kind not in {"docx", "pdf"}


def recognise(path: Path, name: str) -> Recognised:
    """What the file is. `name` is the path as the user gave it, for messages on where we looked.

    What is said of the content names the file alone: reports are sent to people whom the folders
    of this machine do not concern.

    Encrypted and damaged docx pass as docx: the gate says what they are. Raises UnreadableError
    when the file is absent, empty, locked, damaged, or nothing that can be checked.
    """
    head = _head(path, name)
    called = PurePath(name).name
    suffix = path.suffix.lower()
    usual = letters.BY_SUFFIX.get(suffix, letters.USUAL)
    try:
        found = _kind(path, head)
    except UnreadableError as error:
        error.a_envoyer = error.a_envoyer or insecable(letters.letter(usual))
        raise
    if isinstance(found, Stranger):
        if suffix in _SUFFIXES and not found.known:
            message = f"Le fichier « {called} » se nomme {suffix} mais c’est {found.seen}."
            raise _refusal(message, found.remedy, found.letter or usual)
        seen_as = f"Le fichier « {called} » est {found.seen}."
        locked = found.letter == letters.LOCKED
        refus: Refus = "mot_de_passe" if locked else "autre_format"
        raise _refusal(seen_as, found.remedy, found.letter or usual, refus)
    seen, suffixes = _SEEN[found.kind]
    notes = []
    if suffix not in suffixes:
        named = suffix or "sans extension"
        notes.append(insecable(f"Le fichier « {called} » se nomme {named} mais c’est {seen}."))
    return Recognised(found.kind, tuple(notes), macros=found.macros)


def _head(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise _refusal(f"« {name} » est un dossier.", "Indiquez un fichier .docx ou .pdf.", "")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except FileNotFoundError as error:
        message = f"Le fichier « {name} » n’existe pas."
        raise _refusal(message, "Vérifiez son nom et son dossier.", "", "absent") from error
    except OSError as error:
        raise _refusal(
            f"Le fichier « {name} » ne peut pas être lu.",
            "Fermez-le s’il est ouvert ailleurs et vérifiez que vous avez le droit de le lire.",
            "",
            "acces_refuse",
        ) from error
    if not head:
        raise _refusal(
            f"Le fichier « {PurePath(name).name} » est vide.",
            "Redemandez-le ou enregistrez-le de nouveau.",
            refus="vide",
        )
    return head


def _kind(path: Path, head: bytes) -> Document | Stranger:
    if head.startswith(archives.ZIP_MAGIC):
        return archives.recognise(path)
    if head.startswith(OLE2_MAGIC):
        return _kind_of_compound(read_bounded(path))
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_RTF):
        return Document("rtf")
    if looks_like_pdf(head):
        return Document("pdf")
    return strangers.recognise(path, head)


def _kind_of_compound(data: bytes) -> Document | Stranger:
    """Old Office formats; an encrypted docx goes to the gate, which says so."""
    compound = CompoundFile.of(data)
    if compound is None:
        raise _damaged()
    if "encryptedpackage" in compound.root:
        return Document("docx")
    if "worddocument" in compound.root:
        flags = compound.word_flags()
        if flags is None:  # LibreOffice would take it for a plain text
            raise _damaged()
        if flags & WORD_ENCRYPTED:
            raise _refusal(
                "Le document est protégé par un mot de passe.",
                "Ouvrez-le avec son mot de passe, retirez la protection et enregistrez-le au "
                "format .docx.",
                letters.LOCKED,
                "mot_de_passe",
            )
        return Document("doc", macros="macros" in compound.root)
    for streams, seen in _OLD_OFFICE:
        if compound.root.keys() & set(streams):
            return Stranger(seen, _TO_DOCX)
    return Document("docx")


def _damaged() -> UnreadableError:
    return _refusal(
        "Le fichier est endommagé ou incomplet.",
        "Redemandez-le ou enregistrez-le de nouveau depuis Word (Fichier > Enregistrer sous).",
        letters.DAMAGED,
        "endommage",
    )


def _refusal(
    message: str, remedy: str, sentence: str = letters.USUAL, refus: Refus = "autre_format"
) -> UnreadableError:
    """`sentence` is for the learner; "" when the trouble is on our side."""
    to_send = insecable(letters.letter(sentence)) if sentence else ""
    return UnreadableError(insecable(message), insecable(remedy), to_send, refus)
