-- When a machine last said that it needs a part, so that no other deletes one that is to be named in
-- a manifest soon. An earlier version neither writes nor reads it.

ALTER TABLE segment_parts ADD COLUMN used_at TIMESTAMPTZ NOT NULL DEFAULT now();
