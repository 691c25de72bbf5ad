package org.zizhu.platform.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.store.Database;

/**
 * The electronic receipt (电子票据) of an order: who has its address may read it, and nobody guesses the address.
 *
 * @param order what was paid for; its delivered lines are what the receipt is for
 * @param issued null while nothing of it was delivered
 */
public record Receipt(Order order, @Nullable Issued issued) {

    /**
     * What makes it one (财办发〔2021〕97号).
     *
     * @param code 票据代码
     * @param number 票据号码, one after the other within a code
     * @param check 校验码
     */
    public record Issued(String code, String number, String check, Instant at) {}

    /** What the receipt is for. */
    public long fen() {
        return order.lines().stream()
                .filter(line -> line.fate() == Line.Fate.DELIVERED)
                .mapToLong(Line::fen)
                .sum();
    }

    /** The receipt at an address. */
    public static Optional<Receipt> at(Database database, String address) {
        return database.read(db -> at(db, address));
    }

    private static Optional<Receipt> at(Connection db, String address) throws SQLException {
        return ReceiptBook.at(db, address);
    }
}
