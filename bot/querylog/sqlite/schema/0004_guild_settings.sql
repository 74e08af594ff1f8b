-- What the admins of a Discord guild have set for it; NULL is 'as the configuration says'.
--
-- Why it is as it is:
--   * A row a guild and a column a setting: there are few of both, and the bot reads them all when
--     it starts.
--   * `channels` are ids as a JSON array: they are read and written whole. An empty array says
--     that the bot answers everywhere, which NULL may not.

CREATE TABLE guild_settings (
    guild_id INTEGER NOT NULL PRIMARY KEY,
    channels TEXT CHECK (channels LIKE '[%]'),
    language TEXT,
    sentences INTEGER CHECK (sentences BETWEEN 1 AND 10),
    private INTEGER CHECK (private IN (0, 1))
) STRICT;
