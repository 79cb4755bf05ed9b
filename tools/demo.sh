#!/usr/bin/env bash
# Second half of `make demo`: build and check a copy of the three examples, then say where they are.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly DOSSIER=.venv/bin/dossier
readonly HERE=build/demo
readonly KINDS=(ccp2 ccp3 dpp)

copy_example() {
    rm -rf "${HERE:?}/$1"
    mkdir -p "$HERE/$1"
    cp -R "examples/cip/$1/candidat.yaml" "examples/cip/$1/conforme" "$HERE/$1/"
}

title() { printf '\n=== %s\n' "$*"; }

made() { find "$1/rendu" -maxdepth 1 -name "*.$2" 2>/dev/null | sort | head -n 1 | grep . || echo "ABSENT"; }

status=0
folders=()
for kind in "${KINDS[@]}"; do
    folder=$HERE/$kind/conforme
    folders+=("$folder")
    copy_example "$kind"
    title "dossier generer $folder"
    "$DOSSIER" generer "$folder" || status=1
done

title "dossier verifier ${folders[*]}"
verdict="conformes tous les trois"
"$DOSSIER" verifier "${folders[@]}" || { status=1; verdict="À REPRENDRE (voyez ci-dessus)"; }

title "Les trois dossiers : $verdict"
for kind in "${KINDS[@]}"; do
    docx=$(made "$HERE/$kind/conforme" docx)
    pdf=$(made "$HERE/$kind/conforme" pdf)
    printf 'cip/%s\n    Word  %s\n    PDF   %s\n' "$kind" "$docx" "$pdf"
    [ -f "$docx" ] && [ -f "$pdf" ] || status=1
done
printf 'La commande : %s --help\n' "$DOSSIER"
exit "$status"
