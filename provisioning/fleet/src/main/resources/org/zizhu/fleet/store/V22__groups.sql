-- Units that somebody has put together by a name: a pilot, the lobbies of hospitals. All of them stand in its division.
CREATE TABLE unit_group (
    id ${identity},
    name TEXT NOT NULL,
    division TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at ${long} NOT NULL,
    -- It is kept, for configurations and orders name it.
    dissolved_at ${long}
) ${strict};

CREATE UNIQUE INDEX unit_group_name ON unit_group (division, name) WHERE dissolved_at IS NULL;

CREATE TABLE unit_group_member (
    unit_group ${long} NOT NULL REFERENCES unit_group (id),
    unit TEXT NOT NULL REFERENCES unit (id),
    -- 1 until it was seen to that the unit goes by what the group does.
    fresh ${long} NOT NULL,
    PRIMARY KEY (unit_group, unit)
) ${strict};

CREATE INDEX unit_group_of_unit ON unit_group_member (unit);

CREATE INDEX unit_group_fresh ON unit_group_member (unit) WHERE fresh = 1;

-- Of the division only the units of this group; null for all.
ALTER TABLE configuration ADD COLUMN unit_group ${long} REFERENCES unit_group (id);

-- The group that was asked for; null for none.
ALTER TABLE batch ADD COLUMN unit_group ${long} REFERENCES unit_group (id);
