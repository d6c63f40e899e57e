"""Statistics from Chinese work reports, every number proven or disputed."""

__version__ = "0.1.0"
