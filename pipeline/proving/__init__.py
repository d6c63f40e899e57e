"""Answers and ledger in, facts and findings out."""
