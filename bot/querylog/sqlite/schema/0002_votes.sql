-- What people thought of the answers: one vote a person and answer, the latest.
--
-- Why it is as it is:
--   * A vote goes with its question: where that is forgotten or has expired, so has the vote.
--   * `voter` is written down as `queries.asker` is. Without it, nobody could be held to one vote,
--     nor have it changed or forgotten; where people are not to be named, no votes are taken.
--   * `helpful` is set, not counted up: writing a vote a second time changes nothing.

CREATE TABLE votes (
    query_id INTEGER NOT NULL REFERENCES queries (id) ON DELETE CASCADE,
    voter TEXT NOT NULL,
    voted_at TEXT NOT NULL CHECK (voted_at GLOB '????-??-??T??:??:??.???Z'),
    helpful INTEGER NOT NULL CHECK (helpful IN (0, 1)),
    PRIMARY KEY (query_id, voter)
) STRICT, WITHOUT ROWID;

-- Forgetting a person goes by the voter.
CREATE INDEX votes_by_voter ON votes (voter);
