# What people type: `make demo` to see the program work, `make test` and `make check` to develop.
# Everything is explained in CONTRIBUTING.md. DOSSIER_SANS_PAQUETS=1 asks for no system package and
# lays out with the embedded engine.

VENV := .venv
BIN := $(VENV)/bin
# .ci/run measures what the tests cover.
TEST_RUN ?= $(BIN)/python -m pytest

ifeq ($(DOSSIER_SANS_PAQUETS),1)
export DOSSIER_SANS_LIBREOFFICE := 1
endif

.DEFAULT_GOAL := help
.PHONY: help install demo test check format bench bench-robustesse audit golden docs paquet-windows clean

help:  ## Dire ce que l’on peut demander
	@echo "make demo    installer, puis fabriquer et contrôler les trois exemples dans build/demo"
	@echo "make test    installer, puis lancer tous les tests"
	@echo "make check   style, types, couches, dépendances"
	@echo "make bench   mesurer le temps, la mémoire et l’exactitude"
	@echo "make bench-robustesse   fichiers hostiles, mutations, pannes d’écriture, charge (une heure et demie)"
	@echo "make audit   vérifier le verrou des dépendances, et leurs failles connues si possible"
	@echo "make golden  récrire ce qui est fabriqué et gardé : références des tests, pages des contrôles, schémas"
	@echo "make paquet-windows  le dossier à installer sans Internet sur Windows, dans dist/dossier-windows"
	@echo "make clean   effacer ce qui a été fabriqué (build, dist, caches)"

# Quick when nothing is to do: the script compares a stamp with what it would install.
install:
	@tools/installer.sh

demo: install
	@tools/demo.sh

# A file of tests stays on one processor: what its tests share is made once. `PYTEST_ARGS="-n 0"`
# runs them in one process, as a debugger wants.
test: install
	$(TEST_RUN) -n auto --dist loadfile $(PYTEST_ARGS)

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

format: install
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

bench: install
	@set -e; for script in vitesse suivi ressemblances exactitude; do \
	    echo "== bench/$$script.py"; $(BIN)/python "bench/$$script.py"; done
	$(BIN)/python bench/promotion.py --page

# Fifteen minutes a harness: `make bench-robustesse SECONDES=60` for less.
bench-robustesse: install
	nice $(BIN)/python bench/robustesse.py --page --secondes $(or $(SECONDES),900)

audit: install
	$(BIN)/python tools/audit.py

golden: install docs
	DOSSIER_GOLDEN=1 $(BIN)/python -m pytest -q $(PYTEST_ARGS)

# What is made from the code and committed; tests compare.
docs: install
	$(BIN)/python -m dossier_builder.rules.documentation docs/controles
	$(BIN)/python tools/schemas.py schemas

paquet-windows: install
	$(BIN)/python tools/paquet_windows.py

clean:
	rm -rf build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
