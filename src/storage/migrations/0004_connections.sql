CREATE TABLE oauth_flows (
    state_hash    TEXT NOT NULL PRIMARY KEY,
    browser_hash  TEXT NOT NULL,
    actor         TEXT NOT NULL,
    redirect_uri  TEXT NOT NULL,
    created_at    INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,
    used_at       INTEGER,
    code_hash     TEXT NOT NULL,
    outcome       TEXT NOT NULL,
    connection_id TEXT NOT NULL
) STRICT;

CREATE TABLE connections (
    id               TEXT NOT NULL PRIMARY KEY,
    state            TEXT NOT NULL
        CHECK (state IN ('choosing', 'active', 'needs_reauthorisation', 'revoked')),
    app_id           TEXT NOT NULL,
    token            BLOB NOT NULL,
    token_generation INTEGER NOT NULL,
    connected_by     TEXT NOT NULL,
    connected_at     INTEGER NOT NULL,
    probed_at        INTEGER,
    problem          TEXT NOT NULL,
    ended_at         INTEGER
) STRICT;

CREATE TABLE connection_scopes (
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    scope         TEXT NOT NULL,
    PRIMARY KEY (connection_id, scope)
) STRICT;

CREATE TABLE consents (
    connection_id  TEXT NOT NULL,
    actor          TEXT NOT NULL,
    agreed_at      INTEGER NOT NULL,
    scopes         TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    PRIMARY KEY (connection_id, agreed_at)
) STRICT;

CREATE TABLE advertisers (
    id                  TEXT NOT NULL PRIMARY KEY,
    connection_id       TEXT NOT NULL REFERENCES connections (id),
    included            INTEGER NOT NULL,
    name                TEXT NOT NULL,
    status              TEXT NOT NULL,
    currency            TEXT NOT NULL,
    timezone            TEXT NOT NULL,
    display_timezone    TEXT NOT NULL,
    offset_seconds      INTEGER,
    offset_source       TEXT NOT NULL,
    country             TEXT NOT NULL,
    rejection_reason    TEXT NOT NULL,
    balance_micros      INTEGER,
    seen_at             INTEGER NOT NULL,
    structure_synced_at INTEGER,
    reports_synced_at   INTEGER
) STRICT;

CREATE INDEX advertisers_by_connection ON advertisers (connection_id);

CREATE TABLE connection_reach (
    reaching_id   TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    advertiser_id TEXT NOT NULL REFERENCES advertisers (id) ON DELETE CASCADE,
    PRIMARY KEY (reaching_id, advertiser_id)
) STRICT;
