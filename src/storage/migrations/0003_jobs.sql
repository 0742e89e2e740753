CREATE TABLE jobs (
    id           TEXT NOT NULL PRIMARY KEY,
    kind         TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    advertiser_id TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    priority     INTEGER NOT NULL,
    unique_key   TEXT,
    job_group    TEXT NOT NULL,
    not_before   INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    fence        INTEGER NOT NULL,
    worker       TEXT,
    lease_until  INTEGER,
    cancel_asked INTEGER NOT NULL,
    progress_done  INTEGER NOT NULL,
    progress_total INTEGER NOT NULL,
    progress_text  TEXT NOT NULL,
    error_code   TEXT,
    error_reason TEXT,
    error_message TEXT,
    error_request_id TEXT,
    result       TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    started_at   INTEGER,
    finished_at  INTEGER
) STRICT;

CREATE UNIQUE INDEX jobs_live_key ON jobs (unique_key)
    WHERE unique_key IS NOT NULL AND state IN ('queued', 'running');
CREATE INDEX jobs_due ON jobs (state, priority DESC, not_before);
CREATE INDEX jobs_by_group ON jobs (job_group);
CREATE INDEX jobs_by_age ON jobs (created_at);

CREATE TABLE job_arguments (
    job_id   TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (job_id, position)
) STRICT;

CREATE TABLE schedules (
    name          TEXT NOT NULL PRIMARY KEY,
    kind          TEXT NOT NULL,
    every_seconds INTEGER NOT NULL CHECK (every_seconds > 0),
    next_at       INTEGER NOT NULL
) STRICT;
