"""Documents for tests, made from sentences with the real parsers."""

from __future__ import annotations

from compare import parse
from compare.languages import load
from compare.records import Block, Document, Role, Sentence, Story


def document(code: str, *sentences: str, roles: tuple[Role, ...] = ()) -> Document:
    """A story of these sentences, one a paragraph, split as given and parsed by the language's own parser."""
    text = "\n\n".join(sentences)
    records, start = [], 0
    for index, sentence in enumerate(sentences):
        role: Role = roles[index] if roles else "body"
        records.append(Sentence(index, start, start + len(sentence), sentence, role, index))
        start += len(sentence) + 2
    blocks = tuple(Block(record.start, record.stop, record.role) for record in records)
    parses = parse.load(load(code)).parse(records)
    return Document(Story(text, code, blocks), tuple(records), tuple(parses))
