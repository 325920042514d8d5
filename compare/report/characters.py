"""Characters that a form of report cannot hold, and texts that a spreadsheet would take for a formula."""

from __future__ import annotations

import re

NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow (section 2.2)."""

FORMULA = re.compile(r"^[\s\u200b-\u200f\ufeff]*[=+\-@]|^[\t\r\n]")
"""What a spreadsheet may take for a formula when it opens a csv file
(<https://owasp.org/www-community/attacks/CSV_Injection>)."""


def xml_text(text: str) -> str:
    """The text with a space for each character that XML cannot hold.

    >>> xml_text("a\\x00b")
    'a b'
    """
    return NOT_XML.sub(" ", text)


def no_formula(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would calculate it.

    >>> no_formula("=1+1"), no_formula("1 = 1")
    ("'=1+1", '1 = 1')
    """
    return f"'{text}" if FORMULA.match(text) else text
