"""The tables of a journal, and the version that tells one set of them from another."""

VERSION = "3"

TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, outcome TEXT NOT NULL, is_too_long INTEGER NOT NULL, text TEXT NOT NULL,
    error TEXT NOT NULL, prompt_tokens INTEGER NOT NULL, cached_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL, reasoning_tokens INTEGER NOT NULL, calls INTEGER NOT NULL,
    wasted_tokens INTEGER NOT NULL, is_from_cache INTEGER NOT NULL, waited_s REAL NOT NULL,
    busy_s REAL NOT NULL, mode TEXT NOT NULL, recipe TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    name TEXT PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    digest TEXT NOT NULL, recipe TEXT NOT NULL, is_complete INTEGER NOT NULL,
    is_crossed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS figures (
    key TEXT NOT NULL, doc TEXT NOT NULL, mention INTEGER NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, quote TEXT NOT NULL, low TEXT NOT NULL, high TEXT NOT NULL,
    lowest REAL NOT NULL, highest REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS letters (
    key TEXT PRIMARY KEY, status INTEGER NOT NULL, body TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS figures_below ON figures (key, highest, doc, mention);
CREATE INDEX IF NOT EXISTS figures_above ON figures (key, lowest DESC, doc, mention);
CREATE INDEX IF NOT EXISTS figures_doc ON figures (doc);
"""
