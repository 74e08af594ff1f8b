-- The unanswered questions that an admin has dealt with, by loading an article or otherwise.
--
-- Why it is as it is:
--   * The mark is on the single question, not on its words: who asks the same again later makes a
--     question without a mark, and that is when it is worth showing again.
--   * It goes with its question: where that is forgotten or has expired, so has the mark.

CREATE TABLE dealt_with (
    query_id INTEGER NOT NULL PRIMARY KEY REFERENCES queries (id) ON DELETE CASCADE,
    dealt_at TEXT NOT NULL CHECK (dealt_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
