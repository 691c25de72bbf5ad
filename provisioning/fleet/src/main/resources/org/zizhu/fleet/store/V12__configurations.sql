-- By what units should go. A version is never changed and only goes up; going back is a new version with old content.
CREATE TABLE configuration (
    version ${long} PRIMARY KEY,
    division TEXT NOT NULL,
    -- What the codes of all divisions inside begin with.
    prefix TEXT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    -- As units get it: signed, in base64.
    document TEXT NOT NULL,
    -- The version whose content it repeats.
    former ${long},
    standing TEXT NOT NULL CHECK (standing IN ('trying', 'spreading', 'complete', 'stopped')),
    -- Why it was stopped.
    reason TEXT,
    -- Since when all first units go by it.
    tried_since ${long},
    made_by TEXT NOT NULL,
    made_at ${long} NOT NULL
) ${strict};

CREATE INDEX configuration_under_way ON configuration (version) WHERE standing IN ('trying', 'spreading');

CREATE TABLE configuration_unit (
    version ${long} NOT NULL REFERENCES configuration (version),
    unit TEXT NOT NULL REFERENCES unit (id),
    -- 1 for the first units, with which it is tried.
    tried ${long} NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'released', 'sent', 'applied', 'refused', 'failed', 'superseded')),
    reason TEXT,
    about TEXT,
    stage_at ${long} NOT NULL,
    PRIMARY KEY (version, unit)
) ${strict};

CREATE INDEX configuration_of_unit ON configuration_unit (unit, version);

CREATE INDEX configuration_due ON configuration_unit (unit) WHERE stage = 'released';

-- By what a unit says that it goes: 0 for its own. Nothing for a unit that can't be told.
CREATE TABLE configuration_reported (
    unit TEXT PRIMARY KEY REFERENCES unit (id),
    version ${long} NOT NULL,
    at ${long} NOT NULL
) ${strict};
