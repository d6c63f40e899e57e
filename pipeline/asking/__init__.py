"""Ledger in, answers out: chunks, requests, the model server, the answer cache."""
