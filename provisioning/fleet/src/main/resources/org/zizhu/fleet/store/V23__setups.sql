-- With what a unit is to be set up, until another is entered; fetched_at says when the unit has had this one first.
CREATE TABLE setup (
    unit TEXT PRIMARY KEY REFERENCES unit (id),
    content TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at ${long} NOT NULL,
    fetched_at ${long}
) ${strict};

-- A program may do what an engineer may: setups are entered where units are ordered.
ALTER TABLE api_token RENAME TO former_api_token;

CREATE TABLE api_token (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'engineer')),
    division TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at ${long} NOT NULL,
    expires_at ${long} NOT NULL
) ${strict};

INSERT INTO api_token (hash, name, role, division, made_by, made_at, expires_at)
    SELECT hash, name, role, division, made_by, made_at, expires_at FROM former_api_token;

DROP TABLE former_api_token;
