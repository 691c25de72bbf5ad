-- What a unit has fetched by a command: part of its log, or a picture of its display. Kept for some days.
CREATE TABLE content (
    command TEXT PRIMARY KEY REFERENCES command (id),
    body ${bytes} NOT NULL,
    received_at ${long} NOT NULL
) ${strict};

CREATE INDEX content_by_time ON content (received_at);
