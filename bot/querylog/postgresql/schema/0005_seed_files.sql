-- The seed files, so that all machines answer from the same articles, without folders of their own.
--
-- Why it is as it is:
--   * A path is relative to the seeds folder, with '/'. Those in `.trash/` can be restored.
--   * `digest` is the SHA-256 of the bytes, with which each machine checks its copy.
--   * `changed` is the time of the file's last change, in nanoseconds since 1970.

CREATE TABLE seed_files (
    path TEXT NOT NULL PRIMARY KEY,
    digest TEXT NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    changed BIGINT NOT NULL,
    data BYTEA NOT NULL
);
