CREATE TABLE plans (
    id            TEXT NOT NULL PRIMARY KEY,
    advertiser_id TEXT NOT NULL,
    title         TEXT NOT NULL,
    state         TEXT NOT NULL,
    needs         TEXT NOT NULL,
    drafted_by    TEXT NOT NULL,
    drafted_at    INTEGER NOT NULL,
    approved_by   TEXT NOT NULL,
    approved_at   INTEGER,
    finished_at   INTEGER,
    job_id        TEXT NOT NULL,
    stop_code     TEXT NOT NULL,
    stop_reason   TEXT NOT NULL,
    stop_message  TEXT NOT NULL
) STRICT;

CREATE INDEX plans_by_account ON plans (advertiser_id, drafted_at);

CREATE TABLE plan_steps (
    id           TEXT NOT NULL PRIMARY KEY,
    plan_id      TEXT NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    level        TEXT NOT NULL,
    object_id    TEXT NOT NULL,
    object_name  TEXT NOT NULL,
    field        TEXT NOT NULL,
    value_before TEXT NOT NULL,
    value_after  TEXT NOT NULL,
    note         TEXT NOT NULL,
    state        TEXT NOT NULL,
    message      TEXT NOT NULL,
    code         TEXT NOT NULL,
    reason       TEXT NOT NULL,
    request_id   TEXT NOT NULL,
    read_back    TEXT NOT NULL,
    finished_at  INTEGER,
    UNIQUE (plan_id, position)
) STRICT;

CREATE TABLE plan_attempts (
    step_id    TEXT NOT NULL REFERENCES plan_steps (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    fence      INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at   INTEGER,
    outcome    TEXT NOT NULL,
    request_id TEXT NOT NULL,
    PRIMARY KEY (step_id, number)
) STRICT;
