CREATE TABLE mirror_objects (
    advertiser_id    TEXT NOT NULL,
    level            TEXT NOT NULL CHECK (level IN ('campaign', 'adgroup', 'ad')),
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
    unmodelled       TEXT NOT NULL,
    first_seen_at    INTEGER NOT NULL,
    seen_at          INTEGER NOT NULL,
    deleted_at       INTEGER,
    PRIMARY KEY (advertiser_id, level, id)
) STRICT;

CREATE INDEX mirror_by_campaign ON mirror_objects (advertiser_id, level, campaign_id);
CREATE INDEX mirror_by_adgroup ON mirror_objects (advertiser_id, level, adgroup_id);

CREATE TABLE mirror_history (
    advertiser_id TEXT NOT NULL,
    level         TEXT NOT NULL,
    id            TEXT NOT NULL,
    field         TEXT NOT NULL,
    value_before  TEXT NOT NULL,
    value_after   TEXT NOT NULL,
    seen_at       INTEGER NOT NULL,
    PRIMARY KEY (advertiser_id, level, id, field, seen_at)
) STRICT;
