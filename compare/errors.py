"""What can go wrong, said once: every message names what failed and what to do next.

Raised anywhere, caught once, in :mod:`compare.cli`, which prints the message and exits with 2.
"""


class CompareError(Exception):
    """The base of all errors that a user can do something about."""


class ReadError(CompareError):
    """A file that cannot be read as a story."""


class LanguageError(CompareError):
    """Two stories whose languages do not make a comparison."""


class ModelError(CompareError):
    """A model that is missing, broken or of the wrong kind."""


class OutputError(CompareError):
    """A report that cannot be written."""
