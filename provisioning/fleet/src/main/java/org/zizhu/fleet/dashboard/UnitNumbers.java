package org.zizhu.fleet.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.zizhu.fleet.report.Readings;

/** What a unit's page draws of the last days: what is in stock and for how long, and how visits ended. */
public record UnitNumbers(List<Stock> stocks, List<Visits> visits) {

    /** In the units of the drawing. */
    public static final int CURVE_WIDTH = 160;

    public static final int CURVE_HEIGHT = 34;
    public static final int BAR_WIDTH = 200;

    private static final List<String> SUPPLIES = List.of("paper", "receiptRoll", "cards", "blanks");
    private static final String VISITS = "visits.";

    /**
     * A supply.
     *
     * @param left pieces, or percent of a receipt roll
     * @param hoursLeft empty where nothing is used
     * @param curve points of a polyline, the last week from left to right
     */
    public record Stock(String supply, long left, OptionalLong hoursLeft, String curve) {}

    /**
     * How visits for a service ended in the last week.
     *
     * @param most of the service with the most, for the length of the bars
     */
    public record Visits(String service, long done, long undone, long unknown, long most) {

        public long all() {
            return done + undone + unknown;
        }

        /** How long that many are, in the units of the drawing. */
        public long width(long many) {
            return Math.round((double) BAR_WIDTH * many / most);
        }
    }

    static UnitNumbers of(Readings readings, Instant now) {
        return new UnitNumbers(stocks(readings, now), visits(readings));
    }

    private static List<Stock> stocks(Readings readings, Instant now) {
        List<Stock> stocks = new ArrayList<>();
        for (String supply : SUPPLIES) {
            OptionalDouble left = readings.latest(supply + ".left");
            if (left.isPresent()) {
                OptionalDouble hours = readings.latest(supply + ".hoursLeft");
                stocks.add(new Stock(
                        supply,
                        Math.round(left.getAsDouble()),
                        hours.isPresent() ? OptionalLong.of(Math.round(hours.getAsDouble())) : OptionalLong.empty(),
                        curve(readings.curve(supply + ".left"), now)));
            }
        }
        return stocks;
    }

    private static String curve(List<Readings.Point> points, Instant now) {
        double most = points.stream().mapToDouble(Readings.Point::value).max().orElse(0);
        Instant first = now.minus(Readings.WINDOW);
        return points.stream()
                .map(point -> String.format(
                        Locale.ROOT,
                        "%.1f,%.1f",
                        (double) CURVE_WIDTH
                                * (point.at().toEpochMilli() - first.toEpochMilli())
                                / Readings.WINDOW.toMillis(),
                        CURVE_HEIGHT - 2 - (most <= 0 ? 0 : (CURVE_HEIGHT - 4) * Math.max(0, point.value()) / most)))
                .collect(Collectors.joining(" "));
    }

    private static List<Visits> visits(Readings readings) {
        TreeMap<String, long[]> ended = new TreeMap<>();
        for (String name : readings.curves().keySet()) {
            int dot = name.lastIndexOf('.');
            if (name.startsWith(VISITS) && dot > VISITS.length()) {
                long[] counts = ended.computeIfAbsent(name.substring(VISITS.length(), dot), unused -> new long[3]);
                int which =
                        switch (name.substring(dot + 1)) {
                            case "done" -> 0;
                            case "undone" -> 1;
                            default -> 2;
                        };
                counts[which] += Math.round(readings.grown(name));
            }
        }
        long most = ended.values().stream()
                .mapToLong(counts -> counts[0] + counts[1] + counts[2])
                .max()
                .orElse(0);
        return ended.entrySet().stream()
                .map(entry ->
                        new Visits(entry.getKey(), entry.getValue()[0], entry.getValue()[1], entry.getValue()[2], most))
                .filter(visits -> visits.all() > 0)
                .toList();
    }
}
