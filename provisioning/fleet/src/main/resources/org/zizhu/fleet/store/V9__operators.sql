-- Somebody at the centre, or at a township's.
CREATE TABLE operator_account (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'engineer', 'administrator')),
    division TEXT NOT NULL,
    -- Argon2id.
    password TEXT NOT NULL,
    -- 1 until they have a password and an authenticator of their own.
    first ${long} NOT NULL,
    -- The authenticator's secret, sealed; while first is 1, the one that was offered last.
    authenticator TEXT,
    -- Of the code that was used last: it is not taken again.
    last_step ${long} NOT NULL,
    -- Wrong passwords and codes since the last right ones.
    failures ${long} NOT NULL,
    locked_until ${long} NOT NULL,
    made_at ${long} NOT NULL
) ${strict};

CREATE TABLE operator_session (
    hash TEXT PRIMARY KEY,
    operator TEXT NOT NULL REFERENCES operator_account (name),
    csrf TEXT NOT NULL,
    made_at ${long} NOT NULL,
    used_at ${long} NOT NULL
) ${strict};
