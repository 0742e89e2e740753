-- Endpoints the platform gives to chosen apps and accounts only, and did not give.
CREATE TABLE withheld_endpoints (
    app_id        TEXT NOT NULL,
    endpoint      TEXT NOT NULL,
    advertiser_id TEXT NOT NULL,
    since         INTEGER NOT NULL,
    asked_at      INTEGER NOT NULL,
    PRIMARY KEY (app_id, endpoint, advertiser_id)
) STRICT;
