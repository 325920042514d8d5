"""``python -m compare`` is the ``compare`` command."""

from compare.cli import main

main()
