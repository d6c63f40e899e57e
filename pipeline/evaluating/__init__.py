"""A run and its annotated documents in, scores out."""
