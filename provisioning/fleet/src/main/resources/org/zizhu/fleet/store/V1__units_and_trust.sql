-- Times are milliseconds since 1970, UTC, by the fleet's clock. Secrets are kept as SHA-256 only.

-- A place to be served. Hardware comes and goes; the unit and its history stay.
CREATE TABLE unit (
    id TEXT PRIMARY KEY,
    division TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('awaited', 'enrolled', 'revoked', 'quarantined')),
    -- Counts enrolments: 0 before the first.
    generation ${long} NOT NULL,
    made_at ${long} NOT NULL
) ${strict};

CREATE INDEX unit_by_division ON unit (division);

CREATE TABLE token (
    hash TEXT PRIMARY KEY,
    -- Of a unit that was registered before; else of a division.
    unit TEXT REFERENCES unit (id),
    division TEXT NOT NULL,
    expires_at ${long} NOT NULL,
    made_by TEXT NOT NULL,
    made_at ${long} NOT NULL,
    used_at ${long},
    -- The key that it was used for: SHA-256 of its SubjectPublicKeyInfo.
    used_key TEXT
) ${strict};

CREATE TABLE certificate (
    serial TEXT PRIMARY KEY,
    unit TEXT NOT NULL REFERENCES unit (id),
    generation ${long} NOT NULL,
    key_hash TEXT NOT NULL,
    pem TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('good', 'retired', 'revoked')),
    issued_at ${long} NOT NULL,
    expires_at ${long} NOT NULL
) ${strict};

CREATE INDEX certificate_of_unit ON certificate (unit, standing);

CREATE INDEX certificate_by_key ON certificate (key_hash);

-- What a unit has asked for, by token (enrolment) or by its certificate (renewal): answered the same however often it asks.
CREATE TABLE request (
    id ${identity},
    kind TEXT NOT NULL CHECK (kind IN ('enrolment', 'renewal')),
    unit TEXT NOT NULL,
    division TEXT NOT NULL,
    token TEXT REFERENCES token (hash),
    key_hash TEXT NOT NULL,
    csr_hash TEXT NOT NULL,
    csr TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('pending', 'granted', 'refused')),
    serial TEXT REFERENCES certificate (serial),
    decided_by TEXT,
    made_at ${long} NOT NULL,
    decided_at ${long}
) ${strict};

CREATE INDEX request_by_token ON request (token);

CREATE INDEX request_by_unit ON request (unit, csr_hash);

-- The session that a unit used last, and the one offered after it.
CREATE TABLE session (
    unit TEXT PRIMARY KEY REFERENCES unit (id),
    used_epoch ${long} NOT NULL,
    used_secret TEXT NOT NULL,
    offered_epoch ${long} NOT NULL,
    offered_secret TEXT NOT NULL
) ${strict};

-- Who did what, for those who have to answer for it.
CREATE TABLE act (
    id ${identity},
    at ${long} NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    unit TEXT,
    detail TEXT NOT NULL
) ${strict};
