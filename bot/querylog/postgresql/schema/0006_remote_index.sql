-- The index of an archive that is larger than memory, of which a question reads a few rows.
--
-- Why it is as it is:
--   * A segment is some articles that follow each other in the order of their names. Its rows never
--     change; a new version of any of its articles makes another segment.
--   * `key` is a kind of row and a term, as bytes, so that no collation has a say.
--   * There is one row for a term and segment: rows for each posting would cost the server a hundred
--     times as much.
--   * `remote_manifest` has at most one row, on the server of the query log: the segments that make
--     up the last version. Several servers hold the segments.

CREATE TABLE remote_segments (
    id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    directory BYTEA NOT NULL
);

CREATE TABLE remote_rows (
    key BYTEA NOT NULL,
    segment INTEGER NOT NULL,
    data BYTEA NOT NULL,
    PRIMARY KEY (key, segment)
);

CREATE TABLE remote_articles (
    segment INTEGER NOT NULL,
    number INTEGER NOT NULL,
    data BYTEA NOT NULL,
    PRIMARY KEY (segment, number)
);

-- Columns of numbers gain little from being compressed, and it would cost time to unpack them.
ALTER TABLE remote_rows ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE remote_manifest (
    is_only BOOLEAN NOT NULL PRIMARY KEY DEFAULT TRUE CHECK (is_only),
    data BYTEA NOT NULL
);
