"""Shapes that travel to the model, and the words every layer shares."""
