CREATE TABLE IF NOT EXISTS city (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS person (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    birth TEXT NOT NULL,
    valid_until TEXT,
    lost INTEGER NOT NULL CHECK (lost IN (0, 1)),
    division TEXT NOT NULL CHECK (length(division) = 6),
    city_name TEXT NOT NULL,
    division_name TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS phone (
    person TEXT PRIMARY KEY REFERENCES person,
    number TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS social_card (
    person TEXT PRIMARY KEY REFERENCES person,
    number TEXT NOT NULL UNIQUE,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    lost INTEGER NOT NULL CHECK (lost IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS guardianship (
    guardian TEXT NOT NULL REFERENCES person,
    ward TEXT NOT NULL REFERENCES person,
    ground TEXT NOT NULL,
    PRIMARY KEY (guardian, ward)
) STRICT, WITHOUT ROWID;

-- Who acted for whom, where and in which case.
CREATE TABLE IF NOT EXISTS mandate (
    id INTEGER PRIMARY KEY,
    agent TEXT NOT NULL REFERENCES person,
    principal TEXT NOT NULL REFERENCES person,
    terminal TEXT NOT NULL,
    item_code TEXT NOT NULL,
    case_number TEXT NOT NULL,
    by_law INTEGER NOT NULL CHECK (by_law IN (0, 1)),
    day TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS mandate_by_agent ON mandate (agent, day);

CREATE TABLE IF NOT EXISTS contribution (
    person TEXT NOT NULL REFERENCES person,
    month TEXT NOT NULL CHECK (length(month) = 7),
    scheme TEXT NOT NULL,
    employer TEXT NOT NULL,
    base_fen INTEGER NOT NULL CHECK (base_fen >= 0),
    personal_fen INTEGER NOT NULL CHECK (personal_fen >= 0),
    employer_fen INTEGER NOT NULL CHECK (employer_fen >= 0),
    state TEXT NOT NULL,
    PRIMARY KEY (person, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS case_file (
    number TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person,
    item TEXT NOT NULL,
    stage INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    accepted TEXT NOT NULL,
    updated TEXT NOT NULL,
    promised_by TEXT,
    office TEXT NOT NULL,
    phone TEXT NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS case_by_person ON case_file (person);

-- Booked appointments. Who comes is known by the number alone; checked_in where and when they came first.
CREATE TABLE IF NOT EXISTS booking (
    number TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person,
    item TEXT NOT NULL,
    place TEXT NOT NULL,
    counter INTEGER NOT NULL CHECK (counter > 0),
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL CHECK (ends > starts),
    terminal TEXT,
    checked_in INTEGER,
    CHECK ((terminal IS NULL) = (checked_in IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS session (
    token_sha256 TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person,
    terminal TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What whoever a session is for has shown; of staff who answered for it the certificate's serial number, else nothing.
CREATE TABLE IF NOT EXISTS session_shown (
    session TEXT NOT NULL REFERENCES session ON DELETE CASCADE,
    evidence TEXT NOT NULL,
    witness TEXT NOT NULL,
    PRIMARY KEY (session, evidence)
) STRICT, WITHOUT ROWID;

-- Who acts in a session for whom it is for, on what, and in which item only.
CREATE TABLE IF NOT EXISTS session_agent (
    session TEXT PRIMARY KEY REFERENCES session ON DELETE CASCADE,
    agent TEXT NOT NULL REFERENCES person,
    assurance TEXT NOT NULL,
    item_code TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Codes that phones have shown: of the code itself only the digest. A nonce for those that the city has signed.
CREATE TABLE IF NOT EXISTS phone_code (
    sha256 TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    person TEXT REFERENCES person,
    audience TEXT,
    nonce BLOB,
    expires INTEGER NOT NULL,
    used INTEGER,
    revoked INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS revoked_issuer_key (
    key_id BLOB PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS document (
    number TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL REFERENCES person,
    terminal TEXT NOT NULL,
    type TEXT NOT NULL,
    issuer TEXT NOT NULL,
    masked_name TEXT NOT NULL,
    masked_number TEXT NOT NULL,
    pages INTEGER NOT NULL CHECK (pages > 0),
    sha256 TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    valid_until TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ISSUED', 'DELIVERED', 'REVOKED')),
    content BLOB NOT NULL
) STRICT;

-- On what a document was issued: what its person had shown, and who acted for them on what, if somebody did.
CREATE TABLE IF NOT EXISTS document_basis (
    document TEXT PRIMARY KEY REFERENCES document,
    assurance TEXT NOT NULL,
    agent TEXT REFERENCES person,
    agent_assurance TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document,
    fact TEXT NOT NULL,
    pages_completed INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- Numbered blanks: which document was issued for which, and which are void.
CREATE TABLE IF NOT EXISTS blank (
    number TEXT PRIMARY KEY,
    document TEXT UNIQUE REFERENCES document,
    terminal TEXT NOT NULL,
    fate TEXT NOT NULL CHECK (fate IN ('BOUND', 'HANDED_OVER', 'RETAINED', 'VOID')),
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    CHECK (document IS NOT NULL OR fate = 'VOID')
) STRICT, WITHOUT ROWID;

-- Keys under which a terminal, not knowing whether a document was issued, wants none.
CREATE TABLE IF NOT EXISTS withdrawal (
    terminal TEXT NOT NULL,
    document_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (terminal, document_key)
) STRICT, WITHOUT ROWID;

-- New social security cards in terminals' stackers; by the digest of its number a terminal tells of one that it drew for somebody else.
CREATE TABLE IF NOT EXISTS new_card (
    handle TEXT PRIMARY KEY,
    person TEXT NOT NULL UNIQUE REFERENCES person,
    terminal TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('WAITING', 'ACTIVE', 'RETAINED', 'UNSETTLED'))
) STRICT, WITHOUT ROWID;

-- The boxes of terminals' lockers, and what is in them for whom.
CREATE TABLE IF NOT EXISTS box (
    terminal TEXT NOT NULL,
    box INTEGER NOT NULL CHECK (box > 0),
    state TEXT NOT NULL CHECK (state IN ('FREE', 'HOLDS', 'KEPT', 'DEPOSITED', 'TO_BE_CHECKED')),
    handle TEXT UNIQUE,
    person TEXT REFERENCES person,
    case_number TEXT,
    what_zh TEXT,
    what_en TEXT,
    key TEXT,
    PRIMARY KEY (terminal, box),
    CHECK ((state = 'FREE') = (handle IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS review (
    id INTEGER PRIMARY KEY,
    terminal TEXT NOT NULL,
    case_number TEXT NOT NULL,
    item_code TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
    reasons TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- What was answered to a key: a terminal that asks again gets the same answer, also after a restart.
CREATE TABLE IF NOT EXISTS answered (
    terminal TEXT NOT NULL,
    key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (terminal, key)
) STRICT, WITHOUT ROWID;

-- Who asked what about whom, and why. A person is known here by the register's own id, never by name or number.
CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY,
    request TEXT NOT NULL,
    at INTEGER NOT NULL,
    terminal TEXT NOT NULL,
    operation TEXT NOT NULL,
    purpose TEXT,
    item_name TEXT,
    item_code TEXT,
    case_number TEXT,
    place TEXT,
    person TEXT,
    outcome TEXT NOT NULL
) STRICT;

-- What somebody is asked to pay at a terminal. Written before the provider is asked, and changed only by steps that are written too.
CREATE TABLE IF NOT EXISTS payment_order (
    number TEXT PRIMARY KEY,
    terminal TEXT NOT NULL,
    key TEXT NOT NULL,
    request_sha256 TEXT NOT NULL,
    person TEXT REFERENCES person,
    matter TEXT NOT NULL,
    item_code TEXT NOT NULL,
    item_name TEXT NOT NULL,
    means TEXT NOT NULL,
    fen INTEGER NOT NULL CHECK (fen > 0),
    state TEXT NOT NULL,
    code TEXT,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    taken_fen INTEGER,
    paid_at INTEGER,
    known_at INTEGER,
    provider_number TEXT,
    told_at INTEGER,
    abandoned_at INTEGER,
    next_look INTEGER,
    looks INTEGER NOT NULL,
    UNIQUE (terminal, key)
) STRICT;

CREATE INDEX IF NOT EXISTS payment_order_by_look ON payment_order (next_look) WHERE next_look IS NOT NULL;
CREATE INDEX IF NOT EXISTS payment_order_by_matter ON payment_order (terminal, matter);
CREATE INDEX IF NOT EXISTS payment_order_by_payment ON payment_order (paid_at);
CREATE INDEX IF NOT EXISTS payment_order_unfinished ON payment_order (person) WHERE state IN ('PAID', 'HELD');

CREATE TABLE IF NOT EXISTS payment_line (
    order_number TEXT NOT NULL REFERENCES payment_order,
    line INTEGER NOT NULL,
    fen INTEGER NOT NULL CHECK (fen > 0),
    payee_zh TEXT NOT NULL,
    payee_en TEXT NOT NULL,
    what_zh TEXT NOT NULL,
    what_en TEXT NOT NULL,
    fate TEXT NOT NULL,
    refund TEXT,
    claim TEXT,
    PRIMARY KEY (order_number, line)
) STRICT, WITHOUT ROWID;

-- The transaction of a terminal under which an order was made, which stands on what the citizen carries away.
CREATE TABLE IF NOT EXISTS payment_slip (
    code TEXT NOT NULL,
    order_number TEXT NOT NULL REFERENCES payment_order,
    PRIMARY KEY (code, order_number)
) STRICT, WITHOUT ROWID;

-- The electronic receipt of an order: an address that nobody guesses, and what makes it a receipt once something was delivered.
CREATE TABLE IF NOT EXISTS payment_receipt (
    order_number TEXT PRIMARY KEY REFERENCES payment_order,
    address TEXT NOT NULL UNIQUE,
    code TEXT,
    number INTEGER,
    check_code TEXT,
    at INTEGER,
    UNIQUE (code, number)
) STRICT, WITHOUT ROWID;

-- Which terminal is finishing what was left, and since when; 0 once it has said what came of it.
CREATE TABLE IF NOT EXISTS payment_taken (
    order_number TEXT PRIMARY KEY REFERENCES payment_order,
    terminal TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which member of staff has said what becomes of a claim's money: the certificate's serial number.
CREATE TABLE IF NOT EXISTS payment_claim_witness (
    claim TEXT PRIMARY KEY REFERENCES payment_claim,
    witness TEXT NOT NULL,
    fate TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What is due to offices: from a person or from a household, and the line of an order that has paid it.
CREATE TABLE IF NOT EXISTS household (
    number TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person,
    masked_holder TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS due (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    person TEXT REFERENCES person,
    household TEXT REFERENCES household,
    fen INTEGER NOT NULL CHECK (fen > 0),
    payee_zh TEXT NOT NULL,
    payee_en TEXT NOT NULL,
    what_zh TEXT NOT NULL,
    what_en TEXT NOT NULL,
    period TEXT,
    paid_order TEXT REFERENCES payment_order,
    paid_line INTEGER,
    paid_at INTEGER,
    CHECK ((person IS NULL) <> (household IS NULL)),
    CHECK ((paid_order IS NULL) = (paid_line IS NULL) AND (paid_order IS NULL) = (paid_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS due_by_person ON due (person);
CREATE INDEX IF NOT EXISTS due_by_household ON due (household);

CREATE TABLE IF NOT EXISTS due_detail (
    due TEXT NOT NULL REFERENCES due,
    place INTEGER NOT NULL,
    label_zh TEXT NOT NULL,
    label_en TEXT NOT NULL,
    value_zh TEXT NOT NULL,
    value_en TEXT NOT NULL,
    PRIMARY KEY (due, place)
) STRICT, WITHOUT ROWID;

-- What a line pays, where that is something due.
CREATE TABLE IF NOT EXISTS payment_line_due (
    order_number TEXT NOT NULL REFERENCES payment_order,
    line INTEGER NOT NULL,
    due TEXT NOT NULL REFERENCES due,
    PRIMARY KEY (order_number, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS payment_step (
    id INTEGER PRIMARY KEY,
    order_number TEXT NOT NULL REFERENCES payment_order,
    at INTEGER NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS payment_step_by_order ON payment_step (order_number);

-- Money on its way back. Its number is the provider's idempotency key.
CREATE TABLE IF NOT EXISTS payment_refund (
    number TEXT PRIMARY KEY,
    order_number TEXT NOT NULL REFERENCES payment_order,
    fen INTEGER NOT NULL CHECK (fen > 0),
    ground TEXT NOT NULL,
    state TEXT NOT NULL,
    decided INTEGER NOT NULL,
    settled INTEGER,
    next_look INTEGER,
    looks INTEGER NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS payment_refund_by_order ON payment_refund (order_number);

-- Money that neither bought anything nor went back yet, for a person to settle.
CREATE TABLE IF NOT EXISTS payment_claim (
    number TEXT PRIMARY KEY,
    order_number TEXT NOT NULL REFERENCES payment_order,
    fen INTEGER NOT NULL CHECK (fen > 0),
    ground TEXT NOT NULL,
    opened INTEGER NOT NULL,
    settled INTEGER
) STRICT;

CREATE INDEX IF NOT EXISTS payment_claim_by_order ON payment_claim (order_number);

-- Keys under which a terminal, not knowing whether an order was made, wants none.
CREATE TABLE IF NOT EXISTS payment_unwanted (
    terminal TEXT NOT NULL,
    order_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (terminal, order_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS payment_reconciliation (
    day TEXT NOT NULL,
    means TEXT NOT NULL,
    at INTEGER NOT NULL,
    taken_fen INTEGER NOT NULL,
    refunded_fen INTEGER NOT NULL,
    PRIMARY KEY (day, means)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS payment_difference (
    day TEXT NOT NULL,
    means TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    ours_fen INTEGER NOT NULL,
    theirs_fen INTEGER NOT NULL,
    PRIMARY KEY (day, means, kind, number)
) STRICT, WITHOUT ROWID;

-- The same of a request that was made in a session.
CREATE TABLE IF NOT EXISTS audit_basis (
    audit INTEGER PRIMARY KEY REFERENCES audit,
    assurance TEXT NOT NULL,
    agent TEXT,
    agent_assurance TEXT
) STRICT;

-- The staff cards that were given out, by their certificates' serial numbers (hexadecimal).
CREATE TABLE IF NOT EXISTS staff_card (
    serial TEXT PRIMARY KEY,
    purposes TEXT NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

-- By what new terminals come to their certificates, once each; kept as SHA-256 only. What was answered is answered again to the same key.
CREATE TABLE IF NOT EXISTS enrolment_code (
    code_sha256 TEXT PRIMARY KEY,
    terminal TEXT NOT NULL,
    expires INTEGER NOT NULL,
    used_at INTEGER,
    used_key_sha256 TEXT,
    chain TEXT,
    CHECK ((used_at IS NULL) = (used_key_sha256 IS NULL) AND (used_at IS NULL) = (chain IS NULL))
) STRICT, WITHOUT ROWID;
