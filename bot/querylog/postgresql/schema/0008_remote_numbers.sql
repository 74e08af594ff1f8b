-- Numbers of segments that a database made before this one has not had: a bot that still holds a
-- version from there finds no segment of that number, instead of another's rows.

DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM remote_segments) THEN
        EXECUTE format(
            'ALTER TABLE remote_segments ALTER COLUMN id RESTART WITH %s',
            1 + floor(random() * 1000000000)::integer
        );
    END IF;
END $$;
