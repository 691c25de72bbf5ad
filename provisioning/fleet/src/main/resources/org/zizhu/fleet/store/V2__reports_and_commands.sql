-- What the unit said of itself when it last said hello, and when it was last heard.
CREATE TABLE presence (
    unit TEXT PRIMARY KEY REFERENCES unit (id),
    software TEXT NOT NULL,
    commands TEXT NOT NULL,
    clock_trusted INTEGER NOT NULL,
    -- The fleet's clock less the unit's, at the hello.
    clock_offset_ms ${long} NOT NULL,
    connected_at ${long} NOT NULL,
    -- Null while it is connected.
    gone_at ${long},
    epoch ${long} NOT NULL
) ${strict};

CREATE TABLE journal (
    unit TEXT NOT NULL REFERENCES unit (id),
    journal TEXT NOT NULL,
    acknowledged ${long} NOT NULL,
    PRIMARY KEY (unit, journal)
) ${strict};

CREATE TABLE report (
    id ${identity},
    unit TEXT NOT NULL REFERENCES unit (id),
    journal TEXT NOT NULL,
    seq ${long} NOT NULL,
    kind TEXT NOT NULL,
    happened_at ${long} NOT NULL,
    -- 0 where the unit had restarted since, so that its clock had to be believed.
    certain INTEGER NOT NULL,
    received_at ${long} NOT NULL,
    fact TEXT NOT NULL,
    UNIQUE (unit, journal, seq)
) ${strict};

CREATE INDEX report_of_unit ON report (unit, received_at);

-- What is so at present: the last word on each device, link, service, and the unit itself (under the name '-').
CREATE TABLE present (
    unit TEXT NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'device', 'link', 'service')),
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    since ${long} NOT NULL,
    fact TEXT NOT NULL,
    PRIMARY KEY (unit, kind, name)
) ${strict};

CREATE TABLE command (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES unit (id),
    -- Whoever orders twice with one key has ordered once.
    order_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    arguments TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at ${long} NOT NULL,
    expires_at ${long} NOT NULL,
    stage TEXT NOT NULL
        CHECK (stage IN ('ordered', 'received', 'lapsed', 'started', 'done', 'failed', 'refused', 'expired')),
    reason TEXT,
    result TEXT,
    stage_at ${long} NOT NULL
) ${strict};

CREATE INDEX command_of_unit ON command (unit, stage);

CREATE INDEX command_by_end ON command (stage, expires_at);
