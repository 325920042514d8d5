.PHONY: install fix check lint types test benchmarks

install:        ## the project with everything that development needs
	pip install -e ".[dev]"

fix:            ## format, and mend what can be mended by itself
	ruff format .
	ruff check --fix .

check: lint types test

lint:
	ruff format --check .
	ruff check .

types:
	mypy

test:           ## those of the page need Chromium (Debian: chromium) and skip without it
	pytest

benchmarks:     ## the ones that need nothing but corpora/
	python -m benchmarks.alignment
	python -m benchmarks.quality
	python -m benchmarks.speed
