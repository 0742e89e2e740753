-- What became of a job that failed for good: tried again as another job, dismissed by a person, or
-- followed by a later job of the same unique key. Without it the job is a dead letter.
ALTER TABLE jobs ADD COLUMN settled_as TEXT
    CHECK (settled_as IN ('retried', 'dismissed', 'followed'));
ALTER TABLE jobs ADD COLUMN settled_by TEXT;
ALTER TABLE jobs ADD COLUMN settled_at INTEGER;
ALTER TABLE jobs ADD COLUMN settled_job_id TEXT;

CREATE INDEX jobs_dead ON jobs (unique_key, finished_at)
    WHERE state = 'failed' AND settled_as IS NULL;
CREATE INDEX jobs_by_end ON jobs (finished_at) WHERE finished_at IS NOT NULL;

-- The attempts of a job that failed: the first and the newest ones.
CREATE TABLE job_failures (
    job_id     TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    attempt    INTEGER NOT NULL,
    failed_at  INTEGER NOT NULL,
    code       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    message    TEXT NOT NULL,
    request_id TEXT NOT NULL,
    PRIMARY KEY (job_id, attempt)
) STRICT;

-- A job starts after those it waits for are done.
CREATE TABLE job_waits (
    job_id     TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    awaited_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    PRIMARY KEY (job_id, awaited_id)
) STRICT;
CREATE INDEX job_waits_by_awaited ON job_waits (awaited_id);

-- What is not started for now: the jobs of a kind, or those of an account.
CREATE TABLE job_pauses (
    scope     TEXT NOT NULL CHECK (scope IN ('kind', 'account')),
    subject   TEXT NOT NULL,
    paused_by TEXT NOT NULL,
    reason    TEXT NOT NULL,
    paused_at INTEGER NOT NULL,
    PRIMARY KEY (scope, subject)
) STRICT;

-- Put again at every start of the program.
DROP TABLE schedules;
CREATE TABLE schedules (
    name           TEXT NOT NULL PRIMARY KEY,
    kind           TEXT NOT NULL,
    advertiser_id  TEXT NOT NULL,
    every_seconds  INTEGER NOT NULL CHECK (every_seconds > 0),
    minute_of_day  INTEGER CHECK (minute_of_day BETWEEN 0 AND 1439),
    offset_seconds INTEGER NOT NULL,
    next_at        INTEGER NOT NULL,
    last_at        INTEGER,
    last_job_id    TEXT
) STRICT;
