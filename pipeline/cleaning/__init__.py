"""Documents in, readable text out, every character tied to its place in the source."""
