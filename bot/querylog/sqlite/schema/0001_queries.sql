-- Every question that was asked, and the passages that it was answered with.
--
-- Why it is as it is:
--   * Times are text in UTC, of one fixed width, so that they sort and compare as they stand.
--   * `key` is made when the question is asked. Writing an entry a second time, after a failure
--     that left open whether the first time counted, then changes nothing.
--   * `asker` says by its prefix how it was written down: 'u:' a Discord user id, 'h:' a keyed
--     hash of one. NULL: nobody to name, or not to be named.
--   * `shown` has the words beside the place, because articles change and go: the log must still
--     say what people were told. The place and the corpus version say where it stood.
--   * Passages are kept by place, not by reference to a table of articles: articles are files.

CREATE TABLE queries (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    asked_at TEXT NOT NULL CHECK (asked_at GLOB '????-??-??T??:??:??.???Z'),
    front_end TEXT NOT NULL,
    guild_id INTEGER,
    channel_id INTEGER,
    asker TEXT,
    question TEXT NOT NULL,
    answered INTEGER NOT NULL CHECK (answered IN (0, 1)),
    confidence REAL NOT NULL,
    corpus_version TEXT NOT NULL,
    milliseconds REAL NOT NULL
) STRICT;

-- Reports and retention go by time; forgetting a person goes by the asker.
CREATE INDEX queries_by_time ON queries (asked_at);
CREATE INDEX queries_by_asker ON queries (asker) WHERE asker IS NOT NULL;

CREATE TABLE shown (
    query_id INTEGER NOT NULL REFERENCES queries (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL CHECK (rank >= 1),
    article TEXT NOT NULL,
    paragraph INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    text TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (query_id, rank)
) STRICT, WITHOUT ROWID;
