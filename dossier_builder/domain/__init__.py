"""Pure data, shared by every stage of the line; imports nothing of the project but `errors`.

What a human wrote is pydantic (frozen, unknown keys forbidden): `modele`, `candidat`.
What the program computed is a frozen dataclass (values.py): everything else.
"""
