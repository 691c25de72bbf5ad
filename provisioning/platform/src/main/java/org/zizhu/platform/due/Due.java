package org.zizhu.platform.due;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;

/**
 * Something that is to be paid to an office. It is paid at most once, whole.
 *
 * @param id names nobody and tells nothing
 * @param payee who gets the money
 * @param what it is for, in words that may stand on a provider's bill: nothing personal
 * @param period such as 2027 or 2026-10; null for what happened once
 * @param details what else its debtor wants to see; personal
 */
public record Due(
        String id, DueKind kind, long fen, Text payee, Text what, @Nullable String period, List<Detail> details) {

    /** One line of what its debtor wants to see. */
    public record Detail(Text label, Text value) {}

    public Due {
        details = List.copyOf(details);
    }

    /** By which its debtor tells it from others; personal. A bill names its month, a ticket comes first with its offence. */
    public Text title() {
        return kind == DueKind.TRAFFIC_FINE ? details.get(0).value() : what;
    }

    @Override
    public String toString() {
        return "Due[" + id + "]";
    }
}
