-- Data keys, each wrapped by the master key. A destroyed key keeps its row, without the key.
CREATE TABLE vault_keys (
    id         TEXT PRIMARY KEY,
    kek_id     TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    subject    TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    wrapped    BLOB,
    commitment BLOB,
    ended_at   INTEGER,
    CHECK ((wrapped IS NULL) = (ended_at IS NOT NULL)),
    CHECK ((commitment IS NULL) = (ended_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX vault_keys_active ON vault_keys (purpose, subject) WHERE ended_at IS NULL;

-- One row: which deployment this is, and its root key, which only the right master key opens.
CREATE TABLE vault_check (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    deployment TEXT NOT NULL,
    kek_id     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    wrapped    BLOB NOT NULL
) STRICT;
