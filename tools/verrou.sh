#!/usr/bin/env bash
# Écrit requirements-dev.lock : chaque paquet du développement, à une version et une empreinte (SHA-256).
# Ce que pip choisirait aujourd’hui pour ce Python et ce système ; à relancer pour mettre à jour, et à
# relire dans le diff. S’en servir : DOSSIER_VERROU=1 make test (ou tools/installer.sh).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly PYTHON=${PYTHON:-.venv/bin/python}
report=$(mktemp)
trap 'rm -f "$report"' EXIT

# editables: what hatchling asks for an editable install; the project itself is left out of the lock.
"$PYTHON" -m pip install --quiet --disable-pip-version-check --dry-run --ignore-installed \
    --report "$report" '.[dev]' editables
"$PYTHON" tools/verrou.py "$report" requirements-dev.lock
