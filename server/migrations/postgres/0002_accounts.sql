-- Numbers are sealed with the data key from here on. Sessions, challenges and verifications live minutes or hours and are made anew:
-- whoever is signed in signs in again. The same file stands in the folder of the other engine, with its own type names.

-- The number in clear; the next start seals what it finds here and empties it.
ALTER TABLE users ADD COLUMN phone_sealed TEXT;
-- Keyed hash: finds equal numbers, tells none.
ALTER TABLE users ADD COLUMN phone_hash TEXT;
-- When the latest link to choose a password was made: enrolment is open for some days from then on. NULL: from created_at.
ALTER TABLE users ADD COLUMN invited_at BIGINT;
-- Set while an operator keeps the account shut.
ALTER TABLE users ADD COLUMN locked_at BIGINT;

CREATE INDEX users_by_phone ON users (phone_hash);

DROP TABLE challenges;
DROP TABLE sessions;
DROP TABLE verifications;

CREATE TABLE sessions (
    -- SHA-256 of the id in the cookie
    id_hash      BYTEA PRIMARY KEY,
    -- what the list of sessions calls it; opens nothing
    public_id    TEXT NOT NULL UNIQUE,
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    level        TEXT NOT NULL CHECK (level IN ('half_open', 'full')),
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    -- how the second factor was proven; NULL while half open
    factor       TEXT CHECK (factor IN ('sms', 'call', 'recovery', 'browser')),
    -- when the password was last proven in this session
    password_at  BIGINT NOT NULL,
    -- when a code or a recovery code was; a remembered browser is neither
    code_at      BIGINT,
    -- a name of the closed list, with the time that it speaks of behind an @
    notice       TEXT,
    user_agent   TEXT NOT NULL,
    address      TEXT NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_age ON sessions (created_at);

-- One row a number, because Twilio counts per number.
CREATE TABLE verifications (
    phone_hash       TEXT PRIMARY KEY,
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

-- At most one a session. A half-open session is made together with its own.
CREATE TABLE challenges (
    id           TEXT PRIMARY KEY,
    session_hash BYTEA NOT NULL UNIQUE REFERENCES sessions (id_hash) ON DELETE CASCADE ON UPDATE CASCADE,
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose      TEXT NOT NULL CHECK (purpose IN ('sign_in', 'enrol', 'step_up', 'new_phone')),
    made_at      BIGINT NOT NULL,
    -- rises with every claimed send, never falls
    turn         BIGINT NOT NULL DEFAULT 0,
    phone_sealed TEXT,
    -- the epoch of the verification that it sent or joined
    epoch        BIGINT,
    -- the page to go to after the approval, by its path
    return_to    TEXT
);

-- Written once, never changed: why, by whom, about whom. Holds no full number, no code and no text of a stranger.
ALTER TABLE audit ADD COLUMN actor TEXT NOT NULL DEFAULT 'visitor';
ALTER TABLE audit ADD COLUMN reason TEXT;
-- masked
ALTER TABLE audit ADD COLUMN phone TEXT;
-- device as the session list names it
ALTER TABLE audit ADD COLUMN device TEXT;

CREATE INDEX audit_by_user ON audit (user_id, at);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit rows are never changed';
END;
$$;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();

-- A link at which a person chooses a password; used once.
CREATE TABLE password_links (
    -- SHA-256 of the token in the address
    token_hash BYTEA PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    made_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX password_links_by_user ON password_links (user_id);

CREATE TABLE recovery_codes (
    user_id   TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- the first four characters: they choose the row
    row_key   TEXT NOT NULL,
    -- Argon2id of the other twelve
    code_hash TEXT NOT NULL,
    made_at   BIGINT NOT NULL,
    PRIMARY KEY (user_id, row_key)
);

-- A browser that need not show a code at sign-in.
CREATE TABLE remembered_browsers (
    id           TEXT PRIMARY KEY,
    user_id      TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    -- SHA-256 of the secret in its cookie, new at each use
    secret_hash  BYTEA NOT NULL,
    -- the number that was proven in it: it counts for no other
    phone_hash   TEXT NOT NULL,
    made_at      BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    user_agent   TEXT NOT NULL
);

CREATE INDEX remembered_browsers_by_user ON remembered_browsers (user_id);

-- Sign-in attempts that failed in a row, for one subject: an account seen from one network, an account, a network.
CREATE TABLE sign_in_attempts (
    name     TEXT NOT NULL,
    -- keyed hash: what was typed as a user ID may be a password
    subject  TEXT NOT NULL,
    failures BIGINT NOT NULL,
    last_at  BIGINT NOT NULL,
    -- when the next attempt is looked at
    next_at  BIGINT NOT NULL,
    PRIMARY KEY (name, subject)
);

CREATE INDEX sign_in_attempts_by_age ON sign_in_attempts (last_at);
