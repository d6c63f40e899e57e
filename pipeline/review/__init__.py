"""A run in, a page out on which people look, decide, and see what others decided."""
