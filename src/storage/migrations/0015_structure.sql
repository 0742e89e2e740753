-- Files and identities are mirrored beside campaigns, ad groups and ads; what the model names of an
-- object is kept member by member.
CREATE TABLE mirror_wider (
    advertiser_id    TEXT NOT NULL,
    level            TEXT NOT NULL
        CHECK (level IN ('campaign', 'adgroup', 'ad', 'video', 'image', 'identity')),
    id               TEXT NOT NULL,
    campaign_id      TEXT NOT NULL,
    adgroup_id       TEXT NOT NULL,
    name             TEXT NOT NULL,
    operation_status TEXT NOT NULL,
    secondary_status TEXT NOT NULL,
    objective_type   TEXT NOT NULL,
    budget_mode      TEXT NOT NULL,
    budget_micros    INTEGER,
    created_at       INTEGER,
    modified_at      INTEGER,
    members          TEXT NOT NULL,
    unmodelled       TEXT NOT NULL,
    first_seen_at    INTEGER NOT NULL,
    seen_at          INTEGER NOT NULL,
    deleted_at       INTEGER,
    PRIMARY KEY (advertiser_id, level, id)
) STRICT;

INSERT INTO mirror_wider
SELECT advertiser_id, level, id, campaign_id, adgroup_id, name, operation_status, secondary_status,
       objective_type, budget_mode, budget_micros, created_at, modified_at, '', unmodelled,
       first_seen_at, seen_at, deleted_at
FROM mirror_objects;

DROP TABLE mirror_objects;
ALTER TABLE mirror_wider RENAME TO mirror_objects;
CREATE INDEX mirror_by_campaign ON mirror_objects (advertiser_id, level, campaign_id);
CREATE INDEX mirror_by_adgroup ON mirror_objects (advertiser_id, level, adgroup_id);

-- The change happened after this look and before that of seen_at.
ALTER TABLE mirror_history ADD COLUMN earlier_seen_at INTEGER;

-- Why TikTok refused what it refused.
CREATE TABLE mirror_reviews (
    advertiser_id TEXT NOT NULL,
    level         TEXT NOT NULL CHECK (level IN ('adgroup', 'ad')),
    id            TEXT NOT NULL,
    status        TEXT NOT NULL,
    appeal_status TEXT NOT NULL,
    rejections    TEXT NOT NULL,
    read_at       INTEGER NOT NULL,
    PRIMARY KEY (advertiser_id, level, id)
) STRICT;

-- Who changed what, in TikTok's words; the author is masked by TikTok.
CREATE TABLE change_log (
    advertiser_id TEXT NOT NULL,
    changed_at    INTEGER NOT NULL,
    level         TEXT NOT NULL,
    id            TEXT NOT NULL,
    subject       TEXT NOT NULL,
    author        TEXT NOT NULL,
    tool          TEXT NOT NULL,
    app_id        TEXT NOT NULL,
    details       TEXT NOT NULL,
    PRIMARY KEY (advertiser_id, level, id, changed_at, subject, author, tool, details)
) STRICT;

CREATE TABLE change_log_reads (
    advertiser_id TEXT NOT NULL PRIMARY KEY,
    read_until    INTEGER NOT NULL
) STRICT;

-- When an account was first listed, when somebody decided whether it is used, and since when no
-- connection reaches it.
ALTER TABLE advertisers ADD COLUMN first_seen_at INTEGER;
ALTER TABLE advertisers ADD COLUMN decided_at INTEGER;
ALTER TABLE advertisers ADD COLUMN lost_at INTEGER;
UPDATE advertisers SET first_seen_at = seen_at, decided_at = seen_at;

-- Calls a connection was refused for want of a permission, until one goes through.
CREATE TABLE refused_calls (
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    endpoint      TEXT NOT NULL,
    advertiser_id TEXT NOT NULL,
    since         INTEGER NOT NULL,
    refused_at    INTEGER NOT NULL,
    request_id    TEXT NOT NULL,
    PRIMARY KEY (connection_id, endpoint, advertiser_id)
) STRICT;
