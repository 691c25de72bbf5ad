-- Programs of others that may read, and do, what an operator of that role may.
CREATE TABLE api_token (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'operator')),
    division TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at ${long} NOT NULL,
    expires_at ${long} NOT NULL
) ${strict};
