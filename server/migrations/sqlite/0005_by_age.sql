-- What is removed by its age is found by it: a table that is read whole for that would be read so every ten minutes, under the lock of
-- whoever writes.
CREATE INDEX sessions_by_use ON sessions (last_seen_at);
CREATE INDEX ceilings_by_age ON ceilings (window_start);
CREATE INDEX verifications_by_age ON verifications (expires_at);
CREATE INDEX remembered_browsers_by_age ON remembered_browsers (expires_at);
CREATE INDEX password_links_by_age ON password_links (expires_at);

-- Numbers in clear, of which only an earlier release left any: looked for at each start.
CREATE INDEX users_in_clear ON users (phone_number) WHERE phone_number IS NOT NULL;
