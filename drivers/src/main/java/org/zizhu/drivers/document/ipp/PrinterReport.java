package org.zizhu.drivers.document.ipp;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.AttributeSetType;
import com.hp.jipp.encoding.IntType;
import com.hp.jipp.encoding.KeyValues;
import com.hp.jipp.encoding.KeyValuesType;
import com.hp.jipp.encoding.KeywordType;
import com.hp.jipp.model.PrinterState;
import com.hp.jipp.model.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a printer said of itself, as it said it (Get-Printer-Attributes, RFC 8011 §4.2.5).
 *
 * @param state printer-state
 * @param reasons printer-state-reasons with their severity, without "none"
 * @param acceptsJobs printer-is-accepting-jobs
 * @param upTime printer-up-time; empty where it is missing
 * @param inputTrays printer-input-tray (PWG 5100.13)
 * @param outputTrays printer-output-tray (PWG 5100.13)
 * @param toners what is used up in printing, not waste boxes: marker-levels, else printer-supply (PWG 5100.13)
 */
record PrinterReport(
        State state,
        List<String> reasons,
        boolean acceptsJobs,
        Optional<Duration> upTime,
        List<Tray> inputTrays,
        List<Tray> outputTrays,
        List<Toner> toners) {

    enum State {
        IDLE,
        PROCESSING,
        STOPPED
    }

    /**
     * A tray in sheets; negative numbers are those of RFC 3805 (-2 unknown, -3 at least one).
     *
     * @param left sheets left in an input tray, room left in an output tray
     */
    record Tray(int capacity, int left) {}

    /** Percent left, and the percentage from which on it is low; a negative level is not known. */
    record Toner(int percent, int lowPercent) {}

    private static final AttributeSetType<Integer> MARKER_LEVELS = new IntType.Set("marker-levels");
    private static final AttributeSetType<Integer> MARKER_LOW_LEVELS = new IntType.Set("marker-low-levels");
    private static final AttributeSetType<String> MARKER_TYPES = new KeywordType.Set("marker-types");
    private static final AttributeSetType<KeyValues> PRINTER_SUPPLY = new KeyValuesType.Set("printer-supply");

    /** Where a printer names no threshold of its own. */
    private static final int LOW_PERCENT = 10;

    private static final int NOT_KNOWN = -2;

    /** The attributes that {@link #of} reads. */
    static final List<String> ATTRIBUTES = List.of(
            Types.printerState.getName(),
            Types.printerStateReasons.getName(),
            Types.printerIsAcceptingJobs.getName(),
            Types.printerUpTime.getName(),
            Types.printerInputTray.getName(),
            Types.printerOutputTray.getName(),
            MARKER_LEVELS.getName(),
            MARKER_LOW_LEVELS.getName(),
            MARKER_TYPES.getName(),
            PRINTER_SUPPLY.getName());

    static PrinterReport of(AttributeGroup printer) {
        @Nullable Integer upTime = printer.getValue(Types.printerUpTime);
        @Nullable Boolean accepting = printer.getValue(Types.printerIsAcceptingJobs);
        return new PrinterReport(
                state(printer.getValue(Types.printerState)),
                printer.getValues(Types.printerStateReasons).stream()
                        .filter(reason -> !"none".equals(reason))
                        .toList(),
                accepting == null || accepting,
                upTime == null ? Optional.empty() : Optional.of(Duration.ofSeconds(upTime)),
                trays(printer.getValues(Types.printerInputTray), "level"),
                trays(printer.getValues(Types.printerOutputTray), "remaining"),
                toners(printer));
    }

    private static State state(@Nullable PrinterState said) {
        if (said == null || said.equals(PrinterState.idle)) {
            return State.IDLE;
        }
        return said.equals(PrinterState.stopped) ? State.STOPPED : State.PROCESSING;
    }

    private static List<Tray> trays(List<KeyValues> said, String levelKey) {
        return said.stream()
                .map(tray -> new Tray(number(tray, "maxcapacity"), number(tray, levelKey)))
                .toList();
    }

    private static int number(Map<String, String> pairs, String key) {
        try {
            return Integer.parseInt(pairs.getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            return NOT_KNOWN;
        }
    }

    private static List<Toner> toners(AttributeGroup printer) {
        List<Integer> levels = printer.getValues(MARKER_LEVELS);
        List<Integer> lowLevels = printer.getValues(MARKER_LOW_LEVELS);
        List<String> types = printer.getValues(MARKER_TYPES);
        List<Toner> toners = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            boolean waste = i < types.size() && types.get(i).contains("waste");
            if (!waste) {
                toners.add(new Toner(levels.get(i), i < lowLevels.size() ? lowLevels.get(i) : LOW_PERCENT));
            }
        }
        return toners.isEmpty() ? supplies(printer.getValues(PRINTER_SUPPLY)) : toners;
    }

    private static List<Toner> supplies(List<KeyValues> said) {
        return said.stream()
                .filter(supply -> "supplyThatIsConsumed".equals(supply.get("class")))
                .map(supply -> {
                    int level = number(supply, "level");
                    int capacity = number(supply, "maxcapacity");
                    return new Toner(level > 0 && capacity > 0 ? level * 100 / capacity : level, LOW_PERCENT);
                })
                .toList();
    }
}
