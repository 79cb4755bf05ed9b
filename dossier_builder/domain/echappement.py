"""JSON whose strings hold nothing that a terminal obeys or a file cannot hold: same values.

What is not seen, changes the order of letters or is no character is written as its number.
"""

from __future__ import annotations

import json
import re
from typing import Any

# DEL and C1 controls (a terminal may obey U+009B as ESC [), formats that reorder or hide, lone
# surrogates (no UTF-8 has them). json escapes what stands below U+0020 by itself.
_UNSAFE = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def safe_json(value: Any, *, indent: int | None = None) -> str:
    """The value as JSON in readable characters, those left out that only do harm; YAML reads it."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
