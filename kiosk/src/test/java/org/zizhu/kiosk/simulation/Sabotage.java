package org.zizhu.kiosk.simulation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be broken in the kiosk on purpose, to see that it is found. */
enum Sabotage {
    NONE(null),
    /** The journal swallows what it is to make durable before printing. */
    DROPS_PRINT_INTENTS(
            """
            CREATE TRIGGER sabotage BEFORE INSERT ON entry WHEN NEW.step = 'PRINT' AND NEW.phase = 'INTENT'
            BEGIN SELECT RAISE(IGNORE); END"""),
    /** What becomes of money is never told. */
    LOSES_MONEY_MESSAGES(
            """
            CREATE TRIGGER sabotage BEFORE INSERT ON outbox WHEN NEW.path LIKE '%/orders/%'
            BEGIN SELECT RAISE(IGNORE); END"""),
    /** What becomes of a document is never told. */
    LOSES_DELIVERIES(
            """
            CREATE TRIGGER sabotage BEFORE INSERT ON outbox WHEN NEW.path LIKE '%/delivery' AND NEW.path LIKE '%/documents/%'
            BEGIN SELECT RAISE(IGNORE); END"""),
    /** The books are not told of blanks that leave the magazine. */
    FORGETS_BLANKS(
            """
            CREATE TRIGGER sabotage BEFORE INSERT ON stock_move WHEN NEW.store = 'blanks' AND NEW.source = 'STORE'
            BEGIN SELECT RAISE(IGNORE); END"""),
    /** A name gets into the journal. */
    WRITES_A_NAME(
            """
            CREATE TRIGGER sabotage AFTER INSERT ON entry WHEN NEW.step = 'RECEIPT'
            BEGIN UPDATE entry SET facts = json_set(facts, '$.taken', '甪甲乙') WHERE seq = NEW.seq; END"""),
    /** A print job of which nobody knows the end is sent once more. */
    PRINTS_AGAIN(null);

    private final @Nullable String sql;

    Sabotage(@Nullable String sql) {
        this.sql = sql;
    }

    Optional<String> sql() {
        return Optional.ofNullable(sql);
    }
}
