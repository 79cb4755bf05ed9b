"""What to write to a learner whose file cannot be opened: sentences ready to paste in a mail."""

from __future__ import annotations

USUAL = (
    "je ne peux pas lire le fichier que vous m’avez envoyé : envoyez-moi le PDF (dans Word : "
    "Fichier, Enregistrer sous, PDF) et le fichier Word (.docx)."
)
PAGES = (
    "je ne peux pas ouvrir un document Pages : ouvrez-le sur votre Mac, votre iPad ou "
    "icloud.com, choisissez Exporter, puis PDF, et envoyez-moi ce PDF ; exportez aussi en Word "
    "pour recevoir mes remarques dans le texte."
)
CLOUD = (
    "je n’ai reçu qu’un lien vers votre document, pas le document : dans Google Docs, choisissez "
    "Fichier, Télécharger, Document PDF (ou Microsoft Word), puis envoyez-moi le fichier "
    "téléchargé ; dans OneDrive ou iCloud, téléchargez-le de même."
)
SHORTCUT = (
    "je n’ai reçu qu’un raccourci, pas le document : ouvrez votre document, enregistrez-le en "
    "PDF ou en .docx, et joignez ce fichier-là."
)
PHOTO = (
    "je n’ai reçu qu’une photo, et rien ne peut y être vérifié : envoyez-moi le document "
    "lui-même, en PDF ou en .docx."
)
WINMAIL = (
    "votre messagerie a emballé votre pièce jointe dans un fichier winmail.dat que je ne peux pas "
    "ouvrir : renvoyez votre message au format HTML ou texte brut (Outlook : Format du texte), ou "
    "déposez le fichier en PDF."
)
LOCKED = (
    "votre fichier est protégé par un mot de passe : retirez-le (dans Word : Fichier, "
    "Informations, Protéger le document) et renvoyez-le-moi."
)
DAMAGED = (
    "le fichier que vous m’avez envoyé est abîmé ou incomplet : vérifiez qu’il s’ouvre chez vous, "
    "enregistrez-le en PDF, et renvoyez-le-moi."
)


BY_SUFFIX = {
    ".pages": PAGES,
    ".gdoc": CLOUD,
    ".gsheet": CLOUD,
    ".gslides": CLOUD,
    ".url": CLOUD,
    ".webloc": CLOUD,
    ".lnk": SHORTCUT,
    ".heic": PHOTO,
    ".heif": PHOTO,
}
"""What the name says when the content says nothing."""


def letter(sentence: str) -> str:
    """The sentence as it goes at the head of a mail."""
    return f"Bonjour, {sentence}"
