-- What somebody might have to see to: rules look at nothing else.
ALTER TABLE present ADD COLUMN remarkable ${long} NOT NULL DEFAULT 1;

CREATE INDEX present_remarkable ON present (unit) WHERE remarkable = 1;

-- One fault, or one cause at many units, of which people are told once.
CREATE TABLE alarm (
    id ${identity},
    -- Rule, thing, and unit or division: no two are open for one.
    fault TEXT NOT NULL,
    rule TEXT NOT NULL,
    grade TEXT NOT NULL CHECK (grade IN ('down', 'stuck', 'degraded')),
    kind TEXT NOT NULL CHECK (kind IN ('unit', 'device', 'link', 'service', 'stock')),
    name TEXT NOT NULL,
    division TEXT NOT NULL,
    -- Null where it is many.
    unit TEXT REFERENCES unit (id),
    -- Keywords, with blanks between.
    reasons TEXT NOT NULL,
    effects TEXT NOT NULL,
    since ${long} NOT NULL,
    raised_at ${long} NOT NULL,
    acknowledged_at ${long},
    acknowledged_by TEXT,
    escalated_at ${long},
    closed_at ${long}
) ${strict};

CREATE UNIQUE INDEX alarm_open ON alarm (fault) WHERE closed_at IS NULL;

CREATE INDEX alarm_by_time ON alarm (raised_at);

-- The units that have it, and until when they had it.
CREATE TABLE alarm_unit (
    alarm ${long} NOT NULL REFERENCES alarm (id),
    unit TEXT NOT NULL REFERENCES unit (id),
    since ${long} NOT NULL,
    until ${long},
    PRIMARY KEY (alarm, unit)
) ${strict};

CREATE INDEX alarm_of_unit ON alarm_unit (unit);

-- Units that are being worked on.
CREATE TABLE maintenance (
    unit TEXT PRIMARY KEY REFERENCES unit (id),
    until ${long} NOT NULL,
    made_by TEXT NOT NULL
) ${strict};

-- The word of an alarm to one receiver, until it is delivered or given up.
CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    target TEXT NOT NULL,
    alarm ${long} NOT NULL REFERENCES alarm (id),
    message TEXT NOT NULL,
    made_at ${long} NOT NULL,
    attempts ${long} NOT NULL,
    next_at ${long} NOT NULL,
    done_at ${long},
    -- Why it was not delivered the last time; kept where it was given up.
    trouble TEXT
) ${strict};

CREATE INDEX notice_due ON notice (next_at) WHERE done_at IS NULL;

CREATE INDEX notice_of_alarm ON notice (alarm);

-- Which node of the fleet sees to something, and until when.
CREATE TABLE duty (
    name TEXT PRIMARY KEY,
    node TEXT NOT NULL,
    until ${long} NOT NULL
) ${strict};
