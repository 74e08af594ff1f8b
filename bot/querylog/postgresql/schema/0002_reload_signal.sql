-- The last word with which a process told the others that the articles have changed.
--
-- Why it is as it is:
--   * At most one row, with a new token each time, so that whoever was not connected when NOTIFY was
--     sent, or is behind a pooler that does not pass it on, finds that it has missed something.

CREATE TABLE reload_signal (
    is_only BOOLEAN NOT NULL PRIMARY KEY DEFAULT TRUE CHECK (is_only),
    token TEXT NOT NULL
);
