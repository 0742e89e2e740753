CREATE TABLE idempotency_keys (
    actor           TEXT NOT NULL,
    operation       TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('claimed', 'done', 'failed')),
    body_hash       TEXT NOT NULL,
    instance        TEXT NOT NULL,
    code            TEXT NOT NULL,
    reason          TEXT NOT NULL,
    body            TEXT NOT NULL,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (actor, operation, idempotency_key)
) STRICT;

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
