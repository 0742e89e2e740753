-- The company's own TikTok accounts, whose posts can become ads. Their consents stand in
-- `consents`. A renewal that was sent and not answered leaves renewal_sent_at.
CREATE TABLE own_accounts (
    id              TEXT NOT NULL PRIMARY KEY,
    kind            TEXT NOT NULL CHECK (kind IN ('tiktok-account', 'tiktok-developers')),
    state           TEXT NOT NULL CHECK (state IN ('active', 'needs_reauthorisation', 'revoked')),
    app_id          TEXT NOT NULL,
    open_id         TEXT NOT NULL,
    name            TEXT NOT NULL,
    access_token    BLOB NOT NULL,
    refresh_token   BLOB NOT NULL,
    generation      INTEGER NOT NULL,
    access_ends_at  INTEGER NOT NULL,
    refresh_ends_at INTEGER NOT NULL,
    renewal_sent_at INTEGER,
    scopes          TEXT NOT NULL,
    connected_by    TEXT NOT NULL,
    connected_at    INTEGER NOT NULL,
    problem         TEXT NOT NULL,
    posts_read_at   INTEGER,
    ended_at        INTEGER
) STRICT;

-- One connection for each account and kind; those that ended stay as records.
CREATE UNIQUE INDEX own_accounts_open ON own_accounts (kind, open_id) WHERE ended_at IS NULL;

CREATE TABLE own_posts (
    account_id       TEXT NOT NULL REFERENCES own_accounts (id) ON DELETE CASCADE,
    id               TEXT NOT NULL,
    title            TEXT NOT NULL,
    description      TEXT NOT NULL,
    share_url        TEXT NOT NULL,
    created_at       INTEGER,
    duration_seconds INTEGER,
    PRIMARY KEY (account_id, id)
) STRICT;
