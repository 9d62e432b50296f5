"""An atlas of infrastructure corridors whose every claim stands beside its source's own words."""

__version__ = "0.1.0"
