"""What happens, told otherwise: what was only planned told as done, the way there told as the way back, the cause told
as the effect.

``status`` knows how far an event has got on a side and ``done`` compares it with the other side's; ``directions`` sees
from where to where, ``exchange`` who does which of two things, ``order`` what comes first and
what follows, ``offsets`` lengths of time counted the other way, ``belief`` what is believed and what is proved.
"""

from __future__ import annotations

from collections.abc import Iterator

from compare.diff.events import belief, directions, done, exchange, offsets, order
from compare.diff.wording.bead import Pair, Seen
from compare.records import Finding


def find(pair: Pair, seen: Seen) -> Iterator[Finding]:
    """The events of a bead that are told otherwise; ``seen`` is what another rule has named already."""
    yield from done.find(pair)
    yield from directions.find(pair)
    yield from exchange.find(pair)
    yield from belief.find(pair)
    turned = [one for one in order.find(pair) if not _is_seen(one, seen)]
    yield from turned
    if not turned:
        yield from offsets.find(pair, seen)


def _is_seen(finding: Finding, seen: Seen) -> bool:
    """Whether another rule has named a part of it: a joint that says the contrary."""
    return any((True, at) in seen for place in finding.source for at in range(place.start, place.stop))
