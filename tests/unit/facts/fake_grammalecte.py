"""A program that answers as grammalecte-cli 2.1 does, knows three mistakes, and may misbehave."""

from __future__ import annotations

import sys
from pathlib import Path

_PROGRAM = '''#!{python}
"""Behaviour: {behaviour}."""
import json, sys, time
behaviour = "{behaviour}"
if behaviour == "muet":
    time.sleep(60)
if behaviour == "casse":
    sys.exit("Traceback: boom")
if behaviour == "bavard":
    print("Grammalecte v2.1.2 : je n'ai pas compris")
    sys.exit()
path = sys.argv[sys.argv.index("--file") + 1]
data = []
for number, line in enumerate(open(path, encoding="utf-8"), start=1):
    grammar, spelling = [], []
    for wrong, kind, message, good in (
        ("personne accompagnés", "gn", "Accord de nombre erroné.", "accompagnées"),
        ("de le PLIE", "gn", "Accord erroné : « PLIE » est féminin.", "la"),
        (" ;", "nbsp", "Il manque un espace insécable.", " ;"),
    ):
        at = line.find(wrong)
        if at >= 0:
            grammar.append(dict(nStart=at, nEnd=at + len(wrong), sLineId="#1", sRuleId="r",
                sType=kind, aColor=[1, 2, 3], sMessage=message, aSuggestions=[good], URL=""))
    for wrong in ("persones", "Valfictive", "accompagné·e"):
        at = line.find(wrong)
        if at >= 0:
            spelling.append(dict(i=1, sType="WORD", sValue=wrong, nStart=at, nEnd=at + len(wrong)))
    if grammar or spelling:
        data.append(dict(iParagraph=number, lGrammarErrors=grammar, lSpellingErrors=spelling))
print('{{ "grammalecte": "2.1.2", "lang": "fr", "data" : [')
print(",\\n".join(json.dumps(entry, ensure_ascii=False) for entry in data))
print("]}}")
'''


def fake_grammalecte(folder: Path, behaviour: str = "feint") -> Path:
    """The program: `feint` works; `muet` never ends, `casse` crashes, `bavard` talks nonsense."""
    path = folder / "grammalecte-cli"
    path.write_text(_PROGRAM.format(python=sys.executable, behaviour=behaviour), encoding="utf-8")
    path.chmod(0o755)
    return path
