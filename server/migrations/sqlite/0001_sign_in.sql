-- Times are seconds since 1970. The same file stands in the folder of the other engine, with its own type names.

CREATE TABLE portal (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE users (
    id            TEXT PRIMARY KEY,
    username      TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    phone_number  TEXT,
    created_at    BIGINT NOT NULL,
    -- wrong codes in a row, over all challenges
    failures      BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE sessions (
    -- SHA-256 of the id in the cookie
    id_hash      BLOB PRIMARY KEY,
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    level        TEXT NOT NULL CHECK (level IN ('half_open', 'full')),
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    notice       TEXT,
    user_agent   TEXT NOT NULL,
    address      TEXT NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_age ON sessions (created_at);

-- One row a number, because Twilio counts per number.
CREATE TABLE verifications (
    phone_number     TEXT PRIMARY KEY,
    -- rises when a verification ends or expires; a challenge may check only the one that it joined
    epoch            BIGINT NOT NULL DEFAULT 0,
    sid              TEXT,
    channel          TEXT,
    sends            BIGINT NOT NULL DEFAULT 0,
    checks           BIGINT NOT NULL DEFAULT 0,
    sent_at          BIGINT NOT NULL DEFAULT 0,
    next_send_at     BIGINT NOT NULL DEFAULT 0,
    expires_at       BIGINT NOT NULL DEFAULT 0,
    -- set while a send has no answer yet
    claimed_at       BIGINT,
    -- true while a check has no answer yet
    check_unanswered BOOLEAN NOT NULL DEFAULT FALSE
);

-- Made together with the half-open session; at most one a session.
CREATE TABLE challenges (
    id           TEXT PRIMARY KEY,
    session_hash BLOB NOT NULL UNIQUE REFERENCES sessions (id_hash) ON DELETE CASCADE,
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose      TEXT NOT NULL CHECK (purpose IN ('sign_in', 'enrol')),
    -- rises with every claimed send, never falls
    turn         BIGINT NOT NULL DEFAULT 0,
    phone_number TEXT,
    -- the epoch of the verification that it sent or joined
    epoch        BIGINT
);

CREATE TABLE ceilings (
    name         TEXT NOT NULL,
    subject      TEXT NOT NULL,
    window_start BIGINT NOT NULL,
    used         BIGINT NOT NULL,
    PRIMARY KEY (name, subject, window_start)
);

CREATE TABLE audit (
    id      TEXT PRIMARY KEY,
    at      BIGINT NOT NULL,
    event   TEXT NOT NULL,
    user_id TEXT,
    address TEXT
);

CREATE INDEX audit_by_time ON audit (at);
