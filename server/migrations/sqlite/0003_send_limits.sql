-- Places of unproven numbers: countries, such as JP, and ranges, such as JP-1f0c2d3e4b5a6978, by a keyed hash of their digits.
CREATE TABLE pumping_places (
    place         TEXT PRIMARY KEY,
    -- probes since the last approval
    probes        BIGINT NOT NULL DEFAULT 0,
    next_probe_at BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE pumping_counts (
    place        TEXT NOT NULL,
    window_start BIGINT NOT NULL,
    -- messages to unproven numbers, and messages of verifications that were approved
    sent         BIGINT NOT NULL,
    approved     BIGINT NOT NULL,
    PRIMARY KEY (place, window_start)
);

CREATE INDEX pumping_counts_by_time ON pumping_counts (window_start);

-- Of the sends, those that the guard counted: an approval makes them good.
ALTER TABLE verifications ADD COLUMN unproven_sends BIGINT NOT NULL DEFAULT 0;
