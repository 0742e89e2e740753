-- How many days a report of this cube may span for this account, where TikTok took fewer than it
-- allows, and whether it has to be asked campaign by campaign.
CREATE TABLE report_ranges (
    advertiser_id TEXT NOT NULL,
    cube          TEXT NOT NULL,
    longest       INTEGER NOT NULL,
    by_campaign   INTEGER NOT NULL,
    learned_at    INTEGER NOT NULL,
    PRIMARY KEY (advertiser_id, cube)
) STRICT;

-- Metrics that TikTok refuses for a cube: left out, and asked for again daily at most.
CREATE TABLE refused_metrics (
    advertiser_id TEXT NOT NULL,
    cube          TEXT NOT NULL,
    metric        TEXT NOT NULL,
    since         INTEGER NOT NULL,
    asked_at      INTEGER NOT NULL,
    PRIMARY KEY (advertiser_id, cube, metric)
) STRICT;

-- Days on which a level adds up to something else than the account, after a second look.
CREATE TABLE level_differences (
    advertiser_id TEXT NOT NULL,
    cube          TEXT NOT NULL,
    day           INTEGER NOT NULL,
    metric        TEXT NOT NULL,
    account_value INTEGER NOT NULL,
    level_value   INTEGER NOT NULL,
    cause         TEXT NOT NULL,
    since         INTEGER NOT NULL,
    PRIMARY KEY (advertiser_id, cube, day)
) STRICT;

-- What staff chose beyond the cubes that are kept anyway.
CREATE TABLE chosen_cubes (
    cube      TEXT PRIMARY KEY,
    enabled   INTEGER NOT NULL,
    chosen_at INTEGER NOT NULL
) STRICT;

-- Metrics that were ever asked for: a new one is filled in for the past, once.
CREATE TABLE known_metrics (
    cube   TEXT NOT NULL,
    metric TEXT NOT NULL,
    since  INTEGER NOT NULL,
    PRIMARY KEY (cube, metric)
) STRICT;
