"""Documents in, a finished run out: the stages in order."""
