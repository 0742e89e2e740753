-- One row for each attempt of a call to the platform. Never a URL, a body or a header.
CREATE TABLE api_calls (
    id            INTEGER PRIMARY KEY,
    at            INTEGER NOT NULL,
    endpoint      TEXT NOT NULL,
    advertiser_id TEXT NOT NULL,
    http_status   INTEGER NOT NULL,
    code          INTEGER,
    reason        TEXT NOT NULL,
    request_id    TEXT NOT NULL,
    log_id        TEXT NOT NULL,
    duration      INTEGER NOT NULL,
    bytes         INTEGER NOT NULL,
    attempt       INTEGER NOT NULL,
    actor         TEXT NOT NULL,
    job           TEXT NOT NULL
) STRICT;
CREATE INDEX api_calls_by_age ON api_calls (at);
CREATE INDEX api_calls_by_advertiser ON api_calls (advertiser_id, at);

-- Times in which the platform wants to hear nothing, by app and scope.
CREATE TABLE quota_penalties (
    app_id     TEXT NOT NULL,
    scope      TEXT NOT NULL,
    ends_at    INTEGER NOT NULL,
    strikes    INTEGER NOT NULL,
    PRIMARY KEY (app_id, scope)
) STRICT;

-- Calls made in a UTC day, which is a number of days since 1970, by app and scope, as of `counted_at`.
CREATE TABLE quota_days (
    app_id     TEXT NOT NULL,
    scope      TEXT NOT NULL,
    day        INTEGER NOT NULL,
    calls      INTEGER NOT NULL,
    counted_at INTEGER NOT NULL,
    PRIMARY KEY (app_id, scope, day)
) STRICT;

-- What answers taught about a limit: the number the platform named (0: none), and how many
-- thousandths of the allowance are left unused.
CREATE TABLE quota_limits (
    app_id     TEXT NOT NULL,
    scope      TEXT NOT NULL,
    per_second INTEGER NOT NULL,
    slower     INTEGER NOT NULL,
    learned_at INTEGER NOT NULL,
    PRIMARY KEY (app_id, scope)
) STRICT;
