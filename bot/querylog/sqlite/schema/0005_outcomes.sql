-- What came of a question: 'answer', 'nearest' (sentences were shown, and said not to answer) or
-- 'none'. Of questions that were asked before there were three outcomes, there is no row.
--
-- Why it is as it is:
--   * A table of its own, so that no row of the queries is touched by the upgrade.
--   * `queries.answered` stays: it is what the reports count.

CREATE TABLE outcomes (
    query_id INTEGER NOT NULL PRIMARY KEY REFERENCES queries (id) ON DELETE CASCADE,
    outcome TEXT NOT NULL CHECK (outcome IN ('answer', 'nearest', 'none'))
) STRICT;
