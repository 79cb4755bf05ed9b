#!/usr/bin/env bash
# The install step of `make demo`, `make test`, `make check` and .ci/run: system packages when we
# may install them, then .venv with the program (editable) and the development tools.
#
# DOSSIER_SANS_PAQUETS=1  no system package: the embedded engine lays out
# CI=true                 a missing LibreOffice is a failure, not a notice; a browser is installed for
#                         the tests of the HTML reports
# DOSSIER_VERROU=1        the very packages of requirements-dev.lock, digests checked
# PYTHON=…                the Python that creates .venv (3.11 or later)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly VENV=.venv
readonly STAMP=$VENV/.dossier-installe
readonly FONTS=(fonts-crosextra-carlito fonts-crosextra-caladea fonts-liberation)

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 5; }

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    die "Il faut Python 3.11 ou plus récent, et aucun n’a été trouvé." \
        "Installez-le (https://www.python.org), ou donnez son chemin : make demo PYTHON=/chemin/python3.12"
}

has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

has_libreoffice() { command -v soffice >/dev/null || command -v libreoffice >/dev/null; }

has_browser() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
        command -v google-chrome >/dev/null
}

has_package() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

# How to become root for apt-get: nothing, sudo, or "no" when we may not.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        echo "env"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo "sudo -n env"
    else
        echo "no"
    fi
}

missing_packages() {
    local package
    has_libreoffice || echo libreoffice-writer
    for package in "${FONTS[@]}"; do
        has_package "$package" || echo "$package"
    done
    # Only the Debian Python lacks venv; any other Python comes with it.
    if ! has_venv "$1" && [ "$(readlink -f "$1" | cut -d/ -f1-3)" = /usr/bin ]; then
        echo python3-venv
    fi
}

install_packages() {
    local wanted
    if [ "${DOSSIER_SANS_PAQUETS:-}" = 1 ] || ! command -v apt-get >/dev/null; then
        return
    fi
    mapfile -t wanted < <(missing_packages "$1")
    apt_install "${wanted[@]}"
    # Apart: a system that has no such package still gets the others.
    [ "${CI:-}" != true ] || has_browser || apt_install chromium
}

apt_install() {
    local root
    [ $# -gt 0 ] || return 0
    root=$(as_root)
    if [ "$root" = no ]; then
        say "Paquets utiles absents, que nous n’avons pas le droit d’installer : $*" \
            $'\n'"Pour les avoir : sudo apt-get install --no-install-recommends $*"
        return
    fi
    say "Installation de paquets du système : $*"
    # shellcheck disable=SC2086  # $root is a command with its arguments
    if ! { $root DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
           $root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
               "$@"; } >&2; then
        say "Les paquets n’ont pas pu être installés (réseau, dépôts ?) ; on continue sans eux."
    fi
}

tell_engine() {
    if [ "${DOSSIER_SANS_PAQUETS:-}" = 1 ]; then
        say "DOSSIER_SANS_PAQUETS=1 : mise en page par le moteur embarqué, sans LibreOffice."
    elif ! has_libreoffice; then
        if [ "${CI:-}" = true ]; then
            die "LibreOffice est absent : en intégration continue, c’est une erreur."
        fi
        say "LibreOffice est absent : on continue avec le moteur embarqué (compte de pages moins sûr)."
    fi
}

# What .venv must hold: changes with pyproject.toml, with its Python, with the place of the project.
fingerprint() {
    {
        cat pyproject.toml
        [ "${DOSSIER_VERROU:-}" != 1 ] || cat requirements-dev.lock
        "$VENV/bin/python" -V
        pwd
    } 2>&1 | cksum
}

install_python_packages() {
    local pip=("$VENV/bin/python" -m pip install --quiet --disable-pip-version-check)
    if [ "${DOSSIER_VERROU:-}" = 1 ]; then
        "${pip[@]}" --require-hashes --requirement requirements-dev.lock &&
            "${pip[@]}" --no-deps --no-build-isolation --editable .
    else
        "${pip[@]}" --editable '.[dev]'
    fi
}

fresh() {
    [ -f "$STAMP" ] && [ -x "$VENV/bin/dossier" ] && [ "$(cat "$STAMP")" = "$(fingerprint)" ]
}

create_venv() {
    local python=$1
    if ! has_venv "$python"; then
        die "Le module venv de Python est absent : l’environnement .venv ne peut pas être créé." \
            $'\n'"Sous Debian ou Ubuntu : sudo apt-get install python3-venv, puis relancez."
    fi
    # A .venv that was copied or whose Python went away does not work any more: made again.
    if ! "$VENV/bin/python" -m pip --version >/dev/null 2>&1; then
        rm -rf "$VENV"
        say "Création de l’environnement .venv…"
        "$python" -m venv "$VENV"
    fi
    say "Installation du programme et de ses outils dans .venv…"
    install_python_packages >&2 ||
        die "L’installation a échoué (voyez le message ci-dessus) : le réseau est-il là ?"
    # Where Python is told to write no bytecode, every command would compile a hundred modules again.
    "$VENV/bin/python" -m compileall -q dossier_builder
    fingerprint >"$STAMP"
}

main() {
    local python
    python=$(find_python)
    install_packages "$python"
    fresh || create_venv "$python"
    tell_engine
}

main
