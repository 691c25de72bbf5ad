package org.zizhu.kiosk.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Text;

/** A person's social insurance contributions (社保缴费记录). Amounts in fen. Months as {@code 2025-03}. */
public record Contributions(Summary summary, List<Month> records) {

    public record Summary(
            @Nullable String firstMonth,
            @Nullable String lastMonth,
            int months,
            long personalFen,
            long employerFen,
            Text status) {}

    public record Month(
            String month,
            Text insurance,
            String employer,
            long baseFen,
            long personalFen,
            long employerFen,
            Text state) {}

    @Override
    public String toString() {
        return "Contributions";
    }
}
