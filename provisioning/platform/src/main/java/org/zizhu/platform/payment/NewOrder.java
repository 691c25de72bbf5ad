package org.zizhu.platform.payment;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal wants paid.
 *
 * @param key idempotency key: the same key is the same order
 * @param requestSha256 digest of the whole request, by which a key used for something else is known
 * @param slip the terminal's transaction, by which the order is found again
 * @param matter what is paid for; see {@link Order}
 * @param validFor so long its code may be paid
 */
public record NewOrder(
        String terminal,
        String key,
        String requestSha256,
        @Nullable String person,
        String slip,
        String matter,
        String itemCode,
        String itemName,
        Means means,
        Duration validFor,
        List<Line> lines) {

    long fen() {
        return lines.stream().mapToLong(Line::fen).sum();
    }

    @Override
    public String toString() {
        return "NewOrder[" + means + "]";
    }
}
