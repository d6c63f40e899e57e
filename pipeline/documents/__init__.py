"""Bytes in, documents out: decoding, identity, format."""
