-- Heads of the units' operations logs, each as it was told under a certificate of that enrolment.
CREATE TABLE anchor (
    id ${identity},
    unit TEXT NOT NULL REFERENCES unit (id),
    generation ${long} NOT NULL,
    record ${long} NOT NULL,
    hash TEXT NOT NULL,
    -- SubjectPublicKeyInfo in DER, base64.
    key TEXT NOT NULL,
    told_at ${long} NOT NULL,
    -- 1 where the log can't be the one that was told of before in this enrolment: another key, or a number that is not higher.
    another INTEGER NOT NULL,
    UNIQUE (unit, generation, record, hash)
) ${strict};
