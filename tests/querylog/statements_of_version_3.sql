-- The statements of the version with three scripts, which go on beside later versions.

SELECT fingerprint FROM pseudonym_key;

SELECT guild_id, channels, language, sentences, private FROM guild_settings;

INSERT INTO guild_settings (guild_id, channels, language, sentences, private) VALUES (%s,
%s::bigint[], %s, %s, %s) ON CONFLICT (guild_id) DO UPDATE SET channels = excluded.channels,
language = excluded.language, sentences = excluded.sentences, private = excluded.private;

DELETE FROM guild_settings WHERE guild_id = %s;

INSERT INTO pseudonym_key (fingerprint) VALUES (%s) ON CONFLICT DO NOTHING;

SELECT to_regclass('schema_versions') IS NOT NULL;

SELECT coalesce(max(number), 0) FROM schema_versions;

INSERT INTO schema_versions (number, name) VALUES (%s, %s);

SELECT count(*), min(asked_at) FROM queries WHERE asker = ANY(%s);

SELECT count(*), min(voted_at) FROM votes WHERE voter = ANY(%s);

SELECT asked_at, front_end, guild_id, channel_id, question, answered, (SELECT
coalesce(json_agg(json_build_array(rank, article, paragraph, sentence, text, score) ORDER BY rank),
'[]') FROM shown WHERE query_id = queries.id) FROM queries WHERE asker = ANY(%s) ORDER BY asked_at,
id;

SELECT voted_at, helpful, (SELECT coalesce(json_agg(json_build_array(rank, article, paragraph,
sentence, text, score) ORDER BY rank), '[]') FROM shown WHERE query_id = queries.id) FROM votes JOIN
queries ON queries.id = query_id WHERE voter = ANY(%s) ORDER BY voted_at, query_id;

DELETE FROM votes WHERE voter = ANY(%s);

DELETE FROM queries WHERE asker = ANY(%s);

SELECT token FROM reload_signal;

INSERT INTO reload_signal (token) VALUES (%s) ON CONFLICT (is_only) DO UPDATE SET token =
excluded.token;

SELECT data FROM segment_manifest;

INSERT INTO segment_manifest (data) VALUES (%b) ON CONFLICT (is_only) DO UPDATE SET data =
excluded.data;

SELECT data FROM segment_parts WHERE digest = %s;

SELECT digest FROM segment_parts WHERE digest = ANY(%s);

INSERT INTO segment_parts (digest, data) VALUES (%s, %b) ON CONFLICT DO NOTHING;

DELETE FROM segment_parts WHERE digest <> ALL(%s);

SELECT asked_at, milliseconds, CASE WHEN answered THEN NULL ELSE question END FROM queries WHERE
(%(since)s::timestamptz IS NULL OR asked_at >= %(since)s) AND (%(guild)s::bigint IS NULL OR guild_id
= %(guild)s);

SELECT count(*) FILTER (WHERE helpful), count(*) FILTER (WHERE NOT helpful) FROM votes JOIN queries
ON queries.id = query_id WHERE (%(since)s::timestamptz IS NULL OR asked_at >= %(since)s) AND
(%(guild)s::bigint IS NULL OR guild_id = %(guild)s);

SELECT article, count(DISTINCT query_id) AS answers FROM shown JOIN queries ON queries.id = query_id
WHERE (%(since)s::timestamptz IS NULL OR asked_at >= %(since)s) AND (%(guild)s::bigint IS NULL OR
guild_id = %(guild)s) GROUP BY article ORDER BY answers DESC, article COLLATE "C" LIMIT %(most)s;

SELECT key, question, asked_at FROM queries LEFT JOIN dealt_with ON query_id = queries.id WHERE NOT
answered AND dealt_at IS NULL AND (%(since)s::timestamptz IS NULL OR asked_at >= %(since)s) AND
(%(guild)s::bigint IS NULL OR guild_id = %(guild)s) AND (%(guild)s::bigint IS NULL OR NOT private)
ORDER BY asked_at DESC, queries.id DESC;

SELECT key, asked_at, front_end, guild_id, channel_id, asker, question, answered, confidence,
corpus_version, milliseconds, (SELECT coalesce(json_agg(json_build_array(rank, article, paragraph,
sentence, text, score) ORDER BY rank), '[]') FROM shown WHERE query_id = queries.id), (SELECT
count(*) FROM votes WHERE query_id = queries.id AND helpful), (SELECT count(*) FROM votes WHERE
query_id = queries.id AND NOT helpful) FROM queries WHERE (%(since)s::timestamptz IS NULL OR
asked_at >= %(since)s) AND (%(guild)s::bigint IS NULL OR guild_id = %(guild)s) ORDER BY asked_at, id;

SELECT count(*) FROM queries WHERE asked_at < %s;

DELETE FROM queries WHERE id IN (SELECT id FROM queries WHERE asked_at < %s LIMIT %s);

INSERT INTO dealt_with (query_id, dealt_at) SELECT id, %s FROM queries WHERE key = ANY(%s) AND NOT
answered ORDER BY id ON CONFLICT (query_id) DO NOTHING;

SELECT key, asked_at, front_end, guild_id, channel_id, asker, question, answered, confidence,
corpus_version, milliseconds, outcome, private, (SELECT coalesce(json_agg(json_build_array(rank,
article, paragraph, sentence, text, score) ORDER BY rank), '[]') FROM shown WHERE query_id =
queries.id), (SELECT coalesce(json_agg(json_build_array(voter, extract(epoch FROM voted_at) * 1000,
helpful) ORDER BY voter COLLATE "C"), '[]') FROM votes WHERE query_id = queries.id), dealt_at FROM
queries LEFT JOIN dealt_with ON dealt_with.query_id = queries.id ORDER BY queries.id;

SELECT key, asked_at, front_end, guild_id, channel_id, asker, question, answered, confidence,
corpus_version, milliseconds, outcome, private, (SELECT coalesce(json_agg(json_build_array(rank,
article, paragraph, sentence, text, score) ORDER BY rank), '[]') FROM shown WHERE query_id =
queries.id), (SELECT coalesce(json_agg(json_build_array(voter, extract(epoch FROM voted_at) * 1000,
helpful) ORDER BY voter COLLATE "C"), '[]') FROM votes WHERE query_id = queries.id), dealt_at FROM
queries LEFT JOIN dealt_with ON dealt_with.query_id = queries.id WHERE key = ANY(%s);

INSERT INTO dealt_with (query_id, dealt_at) SELECT queries.id, mark.dealt_at FROM unnest(%b::text[],
%b::timestamptz[]) AS mark (key, dealt_at) JOIN queries USING (key) ORDER BY queries.id ON CONFLICT
(query_id) DO NOTHING;

WITH given AS (SELECT nextval('queries_id_seq') AS id, entry.* FROM unnest(%b::text[],
%b::timestamptz[], %b::text[], %b::bigint[], %b::bigint[], %b::text[], %b::text[], %b::boolean[],
%b::float8[], %b::text[], %b::float8[], %b::text[], %b::boolean[]) AS entry (key, asked_at,
front_end, guild_id, channel_id, asker, question, answered, confidence, corpus_version,
milliseconds, outcome, private)), added AS (INSERT INTO queries (id, key, asked_at, front_end,
guild_id, channel_id, asker, question, answered, confidence, corpus_version, milliseconds, outcome,
private) SELECT * FROM given ORDER BY key ON CONFLICT (key) DO NOTHING RETURNING id, key) INSERT
INTO shown (query_id, rank, article, paragraph, sentence, text, score) SELECT added.id, rank,
article, paragraph, sentence, text, score FROM unnest(%b::text[], %b::int[], %b::text[],
%b::bigint[], %b::bigint[], %b::text[], %b::float8[]) AS passage (key, rank, article, paragraph,
sentence, text, score) JOIN added USING (key) ON CONFLICT (query_id, rank) DO NOTHING;

INSERT INTO votes (query_id, voter, voted_at, helpful) SELECT queries.id, voter, voted_at, helpful
FROM unnest(%b::text[], %b::text[], %b::timestamptz[], %b::boolean[]) AS vote (key, voter, voted_at,
helpful) JOIN queries USING (key) ORDER BY queries.id, voter ON CONFLICT (query_id, voter) DO UPDATE
SET voted_at = excluded.voted_at, helpful = excluded.helpful;

SELECT count(*) FILTER (WHERE helpful), count(*) FILTER (WHERE NOT helpful) FROM queries LEFT JOIN
votes ON query_id = id WHERE key = %s GROUP BY id;
