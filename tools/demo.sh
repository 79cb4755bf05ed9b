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

first_file() { find "$1" -maxdepth 1 -name "*.$2" | sort | head -n 1; }

failures=0
summary=()
for kind in "${KINDS[@]}"; do
    folder=$HERE/$kind/conforme
    printf '\n=== cip/%s : dossier generer %s\n' "$kind" "$folder"
    copy_example "$kind"
    verdict=conforme
    "$DOSSIER" generer "$folder" || verdict="échec de la fabrication (code $?)"
    if [ "$verdict" = conforme ]; then
        printf '\n=== cip/%s : dossier verifier %s\n' "$kind" "$folder"
        "$DOSSIER" verifier "$folder" || verdict="non conforme (code $?)"
    fi
    docx=$(first_file "$folder/rendu" docx 2>/dev/null || true)
    pdf=$(first_file "$folder/rendu" pdf 2>/dev/null || true)
    if [ "$verdict" = conforme ] && { [ -z "$docx" ] || [ -z "$pdf" ]; }; then
        verdict="fichier absent de $folder/rendu"
    fi
    [ "$verdict" = conforme ] || failures=$((failures + 1))
    summary+=("cip/$kind : $verdict" "    Word  ${docx:-absent}" "    PDF   ${pdf:-absent}")
done

printf '\n=== Les trois dossiers\n'
printf '%s\n' "${summary[@]}"
printf 'La commande : %s --help\n' "$DOSSIER"
exit "$((failures > 0))"
