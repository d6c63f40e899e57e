"""Facts and disputes in, the run's store and its exports out."""
