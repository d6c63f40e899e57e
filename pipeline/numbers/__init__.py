"""Clean text in, ledger out: every number, its value, and what the text says it means."""
