"""The line itself: folder → docx and PDF (`generate`), documents → reports (`check`).

Stands below `cli`; the only package that puts the stages together.
"""
