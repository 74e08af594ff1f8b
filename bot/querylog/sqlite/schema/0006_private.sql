-- Which questions were asked in private, so that only the person who asked saw the answer.
--
-- Why it is as it is:
--   * A table of its own, so that no row of the queries is touched by the upgrade. Of questions that
--     were asked before, nobody knows; they count as public, as they did then.
--   * What the admins of a server are shown of its questions leaves these out.

CREATE TABLE private (
    query_id INTEGER NOT NULL PRIMARY KEY REFERENCES queries (id) ON DELETE CASCADE
) STRICT;
