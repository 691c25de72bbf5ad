package org.zizhu.kiosk.journal;

/** The tables of a {@link Journal}. */
final class JournalSchema {

    static final String SQL =
            """
            CREATE TABLE IF NOT EXISTS transactions (
                id TEXT PRIMARY KEY,
                item TEXT NOT NULL,
                opened_at INTEGER NOT NULL,
                settled_at INTEGER,
                outcome TEXT,
                CHECK ((settled_at IS NULL) = (outcome IS NULL))
            ) STRICT;
            CREATE TABLE IF NOT EXISTS entry (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                transaction_id TEXT NOT NULL REFERENCES transactions (id),
                step TEXT NOT NULL,
                phase TEXT NOT NULL CHECK (phase IN ('INTENT', 'DONE', 'FAILED', 'UNKNOWN')),
                facts TEXT NOT NULL,
                at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX IF NOT EXISTS entry_by_transaction ON entry (transaction_id);
            CREATE INDEX IF NOT EXISTS entry_of_service ON entry (step, seq) WHERE step = 'SERVICE';
            CREATE INDEX IF NOT EXISTS entry_of_closure ON entry (step, seq) WHERE step = 'CLOSURE';
            CREATE INDEX IF NOT EXISTS entry_of_blank ON entry (step, seq) WHERE step = 'BLANK';
            CREATE INDEX IF NOT EXISTS transaction_open ON transactions (id) WHERE settled_at IS NULL;
            CREATE TABLE IF NOT EXISTS outbox (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                path TEXT NOT NULL,
                key TEXT NOT NULL UNIQUE,
                body TEXT NOT NULL,
                answered_at INTEGER,
                answer TEXT
            ) STRICT;
            CREATE TABLE IF NOT EXISTS supply_load (
                supply TEXT NOT NULL,
                amount INTEGER NOT NULL CHECK (amount > 0),
                at INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE IF NOT EXISTS accepted_code (
                digest TEXT PRIMARY KEY,
                forget_after INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS enrolled_staff (
                certificate TEXT PRIMARY KEY,
                until INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS acting (
                agent TEXT NOT NULL,
                at INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE IF NOT EXISTS stock_move (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                entry INTEGER NOT NULL REFERENCES entry (seq),
                transaction_id TEXT NOT NULL REFERENCES transactions (id),
                store TEXT NOT NULL,
                source TEXT NOT NULL,
                target TEXT NOT NULL CHECK (target <> source),
                count INTEGER NOT NULL CHECK (count > 0),
                first TEXT NOT NULL,
                last TEXT NOT NULL,
                at INTEGER NOT NULL,
                UNIQUE (transaction_id, store, source, target, first)
            ) STRICT;
            CREATE INDEX IF NOT EXISTS stock_move_by_store ON stock_move (store, at);
            CREATE INDEX IF NOT EXISTS entry_of_print ON entry (at) WHERE step = 'PRINT';
            CREATE INDEX IF NOT EXISTS entry_of_receipt ON entry (at) WHERE step = 'RECEIPT';
            CREATE INDEX IF NOT EXISTS entry_of_exchange ON entry (step, seq) WHERE step = 'EXCHANGE';
            CREATE INDEX IF NOT EXISTS transaction_unknown ON transactions (opened_at) WHERE outcome = 'unknown';
            CREATE INDEX IF NOT EXISTS outbox_waiting ON outbox (seq) WHERE answered_at IS NULL;
            """;

    private JournalSchema() {}
}
