-- The index of the articles, so that a machine starts from what another has indexed.
--
-- Why it is as it is:
--   * A part of a segment is named by the SHA-256 of its bytes, and never changes.
--   * `manifest` has at most one row: the parts that make up the last version.

CREATE TABLE segment_parts (
    digest TEXT NOT NULL PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
    data BYTEA NOT NULL
);

-- The parts are packed already.
ALTER TABLE segment_parts ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE segment_manifest (
    is_only BOOLEAN NOT NULL PRIMARY KEY DEFAULT TRUE CHECK (is_only),
    data BYTEA NOT NULL
);
