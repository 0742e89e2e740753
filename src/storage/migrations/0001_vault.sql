-- Data keys, each wrapped by the master key. A destroyed key keeps its row, without the key.
CREATE TABLE vault_keys (
    id         TEXT PRIMARY KEY,
    kek_id     TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    subject    TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('active', 'destroyed')),
    wrapped    BLOB,
    commitment BLOB,
    ended_at   INTEGER,
    CHECK ((state = 'active') = (wrapped IS NOT NULL)),
    CHECK ((wrapped IS NULL) = (commitment IS NULL))
) STRICT;
CREATE INDEX vault_keys_subject ON vault_keys (purpose, subject);

-- One row: which deployment this is, and a value that only the right master key opens.
CREATE TABLE vault_check (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    deployment TEXT NOT NULL,
    kek_id     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    wrapped    BLOB NOT NULL
) STRICT;
