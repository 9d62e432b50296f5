"""Units of measurement: the registry, and whether two amounts are the same in whatever unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pint

from geo.records.vocabulary import Qualifier

UNITS: pint.UnitRegistry[Any] = pint.UnitRegistry()

UNITS.define("bcm = 1e9 * meter ** 3")

UNITS.define("TEU = [container] = twenty_foot_equivalent_unit")


@dataclass(frozen=True)
class Reading:
    """What words say: `value` in `unit`, with every hedge; missing where words carry no unit.

    `unit` is a pint unit, an ISO 4217 code, "%" or "times".
    """

    value: Decimal
    unit: str | None
    qualifiers: frozenset[Qualifier] = frozenset()


def same_amount(value: float, unit: str, reading: Reading) -> bool:
    """Tell whether a value in a pint unit is the reading, whatever unit each is written in."""
    try:
        given = UNITS.Quantity(value, unit)
        said = UNITS.Quantity(float(reading.value), reading.unit or "")
        return bool(abs(given.to(said.units).magnitude - said.magnitude) <= 1e-9 * abs(said.magnitude))
    except (pint.DimensionalityError, pint.UndefinedUnitError):
        return False


def has_dimension(unit: str, dimension: str) -> bool:
    """Tell whether a pint unit is of a dimension such as `[length]`."""
    try:
        return bool(UNITS.Quantity(1, unit).check(dimension))
    except pint.UndefinedUnitError:
        return False
