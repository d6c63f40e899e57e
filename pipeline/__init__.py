"""Statistics from Chinese work reports, every number proven or disputed."""
