-- One thing that many units are told to do.
CREATE TABLE batch (
    id ${identity},
    -- Whoever orders twice with one key has ordered once.
    order_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    arguments TEXT NOT NULL,
    -- Where all of the units stand.
    division TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at ${long} NOT NULL,
    expires_at ${long} NOT NULL
) ${strict};

CREATE TABLE batch_unit (
    batch ${long} NOT NULL REFERENCES batch (id),
    unit TEXT NOT NULL REFERENCES unit (id),
    -- Once it has been ordered of the unit.
    command TEXT REFERENCES command (id),
    -- Why it was not.
    refused TEXT,
    PRIMARY KEY (batch, unit)
) ${strict};

CREATE INDEX batch_unit_left ON batch_unit (batch) WHERE command IS NULL AND refused IS NULL;
