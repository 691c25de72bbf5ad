package org.zizhu.platform.insurance;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.platform.bilingual.Text;

/**
 * All of one person's contributions.
 *
 * @param months oldest first, at most one for each month
 */
public record History(List<Contribution> months) {

    /** One year with one employer: what a line of the certificate says. */
    public record Year(int year, String employer, int paidMonths, long baseFen, long personalFen, long employerFen) {}

    /** Months with one employer and one base: what a line of the statement says. */
    public record Period(Contribution first, Contribution last) {
        private boolean continuesWith(Contribution next) {
            return next.month().equals(last.month().plusMonths(1))
                    && next.employer().equals(last.employer())
                    && next.payment() == last.payment()
                    && next.baseFen() == last.baseFen();
        }
    }

    public boolean isEmpty() {
        return months.isEmpty();
    }

    public Optional<YearMonth> first() {
        return isEmpty() ? Optional.empty() : Optional.of(months.get(0).month());
    }

    public Optional<YearMonth> last() {
        return isEmpty()
                ? Optional.empty()
                : Optional.of(months.get(months.size() - 1).month());
    }

    public long personalFen() {
        return months.stream().mapToLong(Contribution::personalFen).sum();
    }

    public long employerFen() {
        return months.stream().mapToLong(Contribution::employerFen).sum();
    }

    /** Insured now, if the month before this one or a later one was paid. */
    public Text status(YearMonth now) {
        if (isEmpty()) {
            return new Text("未参保", "Not insured");
        }
        return last().orElseThrow().isBefore(now.minusMonths(1))
                ? new Text("暂停缴费", "Contributions suspended")
                : new Text("参保缴费", "Insured, contributions paid");
    }

    /** Year by year and employer by employer, oldest first; the base is that of the last month of the line. */
    public List<Year> years() {
        List<Year> years = new ArrayList<>();
        for (Contribution month : months) {
            int last = years.size() - 1;
            if (last >= 0 && continues(years.get(last), month)) {
                years.set(last, grown(years.get(last), month));
            } else {
                years.add(grown(new Year(month.month().getYear(), month.employer(), 0, 0, 0, 0), month));
            }
        }
        return years;
    }

    private static boolean continues(Year line, Contribution month) {
        return line.year == month.month().getYear() && line.employer.equals(month.employer());
    }

    private static Year grown(Year line, Contribution month) {
        return new Year(
                line.year,
                line.employer,
                line.paidMonths + 1,
                month.baseFen(),
                line.personalFen + month.personalFen(),
                line.employerFen + month.employerFen());
    }

    /** Months that follow one another and are alike in all but the month, oldest first. */
    public List<Period> periods() {
        List<Period> periods = new ArrayList<>();
        for (Contribution month : months) {
            int last = periods.size() - 1;
            if (last >= 0 && periods.get(last).continuesWith(month)) {
                periods.set(last, new Period(periods.get(last).first, month));
            } else {
                periods.add(new Period(month, month));
            }
        }
        return periods;
    }

    /** What a history says stays with the person it belongs to. */
    @Override
    public String toString() {
        return "History[" + months.size() + " months]";
    }
}
