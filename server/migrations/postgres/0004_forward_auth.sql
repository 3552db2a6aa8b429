-- SHA-256 of the id in the access cookie, by which other programs know an approved session; NULL where there is none.
ALTER TABLE sessions ADD COLUMN access_hash BYTEA;
-- when the session was last sent back to a program: again at once would be a loop
ALTER TABLE sessions ADD COLUMN returned_at BIGINT;

CREATE UNIQUE INDEX sessions_by_access ON sessions (access_hash);
