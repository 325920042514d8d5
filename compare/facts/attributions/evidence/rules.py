"""What shows that a reporting verb reports: a quotation, a clause, a place beside a clause, an object, an infinitive.

Each rule is a function ``(scene) -> Content | None`` named after the evidence it looks for (:data:`RULES`), tried in
order; a verb's frame in ``reporting.toml`` says which of them it accepts.
"""

from __future__ import annotations

from collections.abc import Callable

from compare.facts.attributions.evidence.clauses import by_clause, by_colon, by_marked_clause, by_question
from compare.facts.attributions.evidence.infinitives import by_infinitive, by_raising
from compare.facts.attributions.evidence.objects import (
    by_about,
    by_against,
    by_estimate,
    by_finding,
    by_judgement,
    by_object,
    by_said,
)
from compare.facts.attributions.evidence.parentheticals import by_aside, by_interruption
from compare.facts.attributions.evidence.passives import by_agent
from compare.facts.attributions.evidence.quotations import by_naming, by_quote
from compare.facts.attributions.evidence.scene import Content, Scene
from compare.facts.reporting import Evidence

RULES: tuple[tuple[Evidence, Callable[[Scene], Content | None]], ...] = (
    ("quote", by_quote),
    ("naming", by_naming),
    ("aside", by_interruption),
    ("clause", by_clause),
    ("marked", by_marked_clause),
    ("question", by_question),
    ("clause", by_colon),
    ("finding", by_finding),
    ("estimate", by_estimate),
    ("aside", by_aside),
    ("infinitive", by_infinitive),
    ("about", by_about),
    ("against", by_against),
    ("judgement", by_judgement),
    ("object", by_object),
    ("said", by_said),
    ("object", by_agent),
    ("judgement", by_agent),
    ("agent", by_agent),
    ("raised", by_raising),
)


def _denies(scene: Scene) -> Content | None:
    """“...,” he said, denying the report: what is denied stands behind the verb, whatever is quoted before."""
    token = scene.grammar.tokens[scene.verb]
    adverbial = token.relation in ("advcl", "acl", "xcomp") and scene.cue.stance in (
        "denying",
        "conceding",
        "demanding",
    )
    if not adverbial:
        return None
    return by_object(scene) if "object" in scene.cue.evidence else None


def _goes_on(scene: Scene) -> Content | None:
    """“...,” he said, stressing that ...: a clause of its own stands behind the verb, whatever is quoted before."""
    token = scene.grammar.tokens[scene.verb]
    adverbial = token.relation in ("advcl", "acl", "xcomp") and token.head < scene.verb
    return by_marked_clause(scene) if adverbial and "clause" in scene.cue.evidence else None


def evidence(scene: Scene) -> Content | None:
    """The first evidence that the verb accepts and that is there; a verb that takes nothing but quotations needs a
    whole one (not: he began a “new life”)."""
    own = _denies(scene) or _goes_on(scene)
    if own is not None:
        return own
    for kind, rule in RULES:
        if kind in scene.cue.evidence:
            content = rule(scene)
            if content is not None and (content.direct or scene.cue.evidence != {"quote"}):
                return content
    return None
