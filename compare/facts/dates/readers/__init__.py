"""From the groups of a matched pattern to what the words say: one small reader a kind of pattern."""

from __future__ import annotations

from compare.facts.dates.readers import calendar, clock, relative, spans
from compare.facts.dates.readers.groups import Found, Reader

__all__ = ["READERS", "Found"]

READERS: dict[str, Reader] = {
    "date": calendar.read_date,
    "named month": calendar.read_named_month,
    "numeric": calendar.read_numeric,
    "iso": calendar.read_iso,
    "day range": spans.read_day_range,
    "days": spans.read_days,
    "month range": spans.read_month_range,
    "months": spans.read_months,
    "year range": spans.read_year_range,
    "years": spans.read_years,
    "year": spans.read_year,
    "season": spans.read_season,
    "quarter": spans.read_quarter,
    "half": spans.read_half,
    "decade": spans.read_decade,
    "century": spans.read_century,
    "weekday": calendar.read_weekday,
    "relative": relative.read_relative,
    "unit": relative.read_unit,
    "ago": relative.read_ago,
    "window": relative.read_window,
    "clock": clock.read_clock,
    "half hour": clock.read_half_hour,
    "fixed": calendar.read_fixed,
}
"""The readers by the name that the patterns in ``calendar.toml`` have for them."""
