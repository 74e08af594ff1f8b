-- The vectors of an article's passages, one after the other, of which a question reads a few.
--
-- Why it is as it is:
--   * `vectors_of` finds the vectors of an article's earlier versions, so that a paragraph that has
--     not changed is not read again. Both are NULL without a model.

ALTER TABLE remote_articles ADD COLUMN vectors BYTEA;
ALTER TABLE remote_articles ADD COLUMN vectors_of BYTEA;

-- Packed, a part of them could not be read without the rest.
ALTER TABLE remote_articles ALTER COLUMN vectors SET STORAGE EXTERNAL;

CREATE INDEX remote_articles_by_vectors ON remote_articles (vectors_of)
    WHERE vectors_of IS NOT NULL;
