-- The servers that share this database and have units connected. One that is not heard any more is taken off, and its units are gone.
CREATE TABLE node (
    id TEXT PRIMARY KEY,
    heard_at ${long} NOT NULL
) ${strict};

-- Where the unit is connected, or was last.
ALTER TABLE presence ADD COLUMN node TEXT;
