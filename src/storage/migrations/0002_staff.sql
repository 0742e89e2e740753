CREATE TABLE persons (
    id               TEXT PRIMARY KEY,
    role             TEXT NOT NULL,
    name             BLOB NOT NULL,
    email            BLOB NOT NULL,
    email_index      TEXT UNIQUE,
    permission_epoch INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    ended_at         INTEGER
) STRICT;

CREATE TABLE person_grants (
    person_id     TEXT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    advertiser_id TEXT NOT NULL,
    granted_at    INTEGER NOT NULL,
    PRIMARY KEY (person_id, advertiser_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (
    hash       TEXT PRIMARY KEY,
    purpose    TEXT NOT NULL,
    person_id  TEXT REFERENCES persons (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX links_person ON links (person_id);

CREATE TABLE sessions (
    id               TEXT PRIMARY KEY,
    person_id        TEXT NOT NULL REFERENCES persons (id) ON DELETE CASCADE,
    permission_epoch INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    last_seen_at     INTEGER NOT NULL,
    ended_at         INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_person ON sessions (person_id);

CREATE TABLE api_keys (
    id          TEXT PRIMARY KEY,
    hash        TEXT NOT NULL UNIQUE,
    label       TEXT NOT NULL,
    created_by  TEXT NOT NULL,
    permissions TEXT NOT NULL,
    accounts    TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    ended_at    INTEGER
) STRICT;

CREATE TABLE audit (
    number        INTEGER PRIMARY KEY,
    at            INTEGER NOT NULL,
    actor         TEXT NOT NULL,
    action        TEXT NOT NULL,
    object        TEXT NOT NULL,
    advertiser_id TEXT NOT NULL,
    before        TEXT NOT NULL,
    after         TEXT NOT NULL,
    request_id    TEXT NOT NULL,
    chain         TEXT NOT NULL
) STRICT;
CREATE INDEX audit_at ON audit (at);

-- One row: where the log begins and ends.
CREATE TABLE audit_anchor (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    base_number INTEGER NOT NULL,
    base_chain  TEXT NOT NULL,
    head_number INTEGER NOT NULL,
    head_chain  TEXT NOT NULL,
    seal        TEXT NOT NULL
) STRICT;
INSERT INTO audit_anchor VALUES (1, 0, '', 0, '', '');

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
WHEN OLD.number > (SELECT base_number FROM audit_anchor)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
CREATE TRIGGER audit_keeps_its_anchor BEFORE DELETE ON audit_anchor
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append-only');
END;
