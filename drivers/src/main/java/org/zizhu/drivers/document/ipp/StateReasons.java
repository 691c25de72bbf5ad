package org.zizhu.drivers.document.ipp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;

/**
 * Turns what a printer says of itself into the standard status: printer-state-reasons (RFC 8011 §5.4.12, PWG 5100.9)
 * without their severity, and what they mean for whoever wants to print.
 *
 * <p>A reason stops the printer if its severity is "error", or if it has none and is of a kind that always stops
 * printing; if the printer itself says "stopped", warnings count too. A reason that we don't know stops only as "error".
 */
final class StateReasons {

    private static final List<String> SEVERITIES = List.of("-report", "-warning", "-error");

    /** What a person at the machine can put right. Whatever ends in these words is of their kind. */
    private static final List<String> BY_HAND = List.of(
            "media-jam",
            "media-empty",
            "media-needed",
            "input-tray-missing",
            "output-tray-missing",
            "output-area-full",
            "cover-open",
            "door-open",
            "interlock-open",
            "toner-empty",
            "marker-supply-empty",
            "marker-supply-missing",
            "marker-waste-full",
            "marker-waste-missing");

    private static final Set<String> BROKEN = Set.of("fuser-over-temp", "opc-life-over", "developer-empty");

    private static final Set<String> SWITCHED_OFF = Set.of(
            "paused",
            "moving-to-paused",
            "shutdown",
            "deactivated",
            "offline",
            "hold-new-jobs",
            "timed-out",
            "connecting-to-device",
            "spool-area-full");

    /** Says nothing that printer-state does not say better, or is only a wish for later. */
    private static final Set<String> WITHOUT_CONSEQUENCE =
            Set.of("stopping", "stopped-partly", "media-low", "toner-low", "marker-supply-low", "developer-low");

    /** RFC 3805, prtInputCurrentLevel and prtMarkerSuppliesLevel: something is left, nobody knows how much. */
    private static final int AT_LEAST_ONE = -3;

    /** A tenth of the trays is a warning early enough for a visit by day. */
    private static final int LOW_FRACTION = 10;

    private StateReasons() {}

    /** The reason that keeps the printer from printing, most important first; empty if nothing does. */
    static Optional<String> stopping(PrinterReport report) {
        return meanings(report).entrySet().stream()
                .filter(reason -> reason.getValue() != DeviceState.ONLINE)
                .min(Map.Entry.comparingByValue(StateReasons::byWeight))
                .map(Map.Entry::getKey);
    }

    /**
     * What a page that is long overdue may be waiting for: a reason of a kind that stops printers, though this one calls
     * it a warning, as ippeveprinter does with empty trays and jams.
     */
    static Optional<String> suspect(PrinterReport report) {
        return report.reasons().stream()
                .filter(said -> !said.endsWith("-report"))
                .map(said -> keyword(said, severity(said)))
                .filter(StateReasons::isByHand)
                .findFirst();
    }

    static DeviceStatus status(PrinterReport report) {
        Map<String, DeviceState> meanings = meanings(report);
        List<Map.Entry<String, DeviceState>> byWeight = meanings.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(StateReasons::byWeight))
                .toList();
        DeviceState state =
                byWeight.isEmpty() ? DeviceState.ONLINE : byWeight.get(0).getValue();
        if (state == DeviceState.ONLINE && report.state() == PrinterReport.State.PROCESSING) {
            state = DeviceState.DEVICE_BUSY;
        }
        MediaState medium = meanings.getOrDefault("media-jam", DeviceState.ONLINE) == DeviceState.USER_ERROR
                ? MediaState.JAMMED
                : outputTray(report);
        return new DeviceStatus(
                state,
                byWeight.stream().map(Map.Entry::getKey).toList(),
                medium,
                Map.of(Supply.PAPER, paper(report, meanings), Supply.TONER, toner(report, meanings)));
    }

    /** Whether sheets lie in an output tray; UNKNOWN unless the printer has a sensor there. */
    static MediaState outputTray(PrinterReport report) {
        List<PrinterReport.Tray> sensed = report.outputTrays().stream()
                .filter(tray -> tray.capacity() > 0 && tray.left() >= 0)
                .toList();
        if (sensed.isEmpty()) {
            return MediaState.UNKNOWN;
        }
        boolean sheetsLieThere = sensed.stream().anyMatch(tray -> tray.left() < tray.capacity());
        return sheetsLieThere ? MediaState.PRESENT : MediaState.NOT_PRESENT;
    }

    private static Map<String, DeviceState> meanings(PrinterReport report) {
        boolean stopped = report.state() == PrinterReport.State.STOPPED;
        Map<String, DeviceState> meanings = new LinkedHashMap<>();
        for (String said : report.reasons()) {
            String severity =
                    SEVERITIES.stream().filter(said::endsWith).findFirst().orElse("");
            String keyword = said.substring(0, said.length() - severity.length());
            meanings.merge(keyword, meaning(keyword, severity, stopped), StateReasons::worse);
        }
        boolean explained = meanings.values().stream().anyMatch(meaning -> meaning != DeviceState.ONLINE);
        if (stopped && !explained) {
            meanings.put("stopped", DeviceState.OFFLINE);
        } else if (!report.acceptsJobs() && !explained) {
            meanings.put("not-accepting-jobs", DeviceState.OFFLINE);
        }
        return meanings;
    }

    private static String severity(String said) {
        return SEVERITIES.stream().filter(said::endsWith).findFirst().orElse("");
    }

    private static String keyword(String said, String severity) {
        return said.substring(0, said.length() - severity.length());
    }

    private static boolean isByHand(String keyword) {
        return BY_HAND.stream().anyMatch(keyword::endsWith);
    }

    private static DeviceState meaning(String keyword, String severity, boolean stopped) {
        boolean stops = severity.isEmpty() || "-error".equals(severity) || (stopped && !"-report".equals(severity));
        if (!stops || WITHOUT_CONSEQUENCE.contains(keyword)) {
            return DeviceState.ONLINE;
        } else if (isByHand(keyword)) {
            return DeviceState.USER_ERROR;
        } else if (SWITCHED_OFF.contains(keyword)) {
            return DeviceState.OFFLINE;
        }
        boolean broken = "-error".equals(severity) || (stopped && severity.isEmpty()) || BROKEN.contains(keyword);
        return broken ? DeviceState.HARDWARE_ERROR : DeviceState.ONLINE;
    }

    private static DeviceState worse(DeviceState a, DeviceState b) {
        return byWeight(a, b) <= 0 ? a : b;
    }

    /** A broken printer first, then one that a person can put right, then one that is switched off. */
    private static int byWeight(DeviceState a, DeviceState b) {
        return Integer.compare(weight(a), weight(b));
    }

    private static int weight(DeviceState state) {
        return switch (state) {
            case HARDWARE_ERROR -> 0;
            case USER_ERROR -> 1;
            case OFFLINE -> 2;
            default -> 3;
        };
    }

    private static SupplyLevel paper(PrinterReport report, Map<String, DeviceState> meanings) {
        List<PrinterReport.Tray> known =
                report.inputTrays().stream().filter(tray -> tray.left() >= 0).toList();
        int left = known.stream().mapToInt(PrinterReport.Tray::left).sum();
        int capacity = known.stream()
                .mapToInt(PrinterReport.Tray::capacity)
                .filter(sheets -> sheets > 0)
                .sum();
        boolean someLeft = report.inputTrays().stream().anyMatch(tray -> tray.left() == AT_LEAST_ONE);
        if (stops(meanings, "media-empty") || stops(meanings, "media-needed")) {
            return SupplyLevel.OUT;
        } else if (!known.isEmpty() && left == 0 && !someLeft) {
            return SupplyLevel.OUT;
        } else if (meanings.containsKey("media-low") || meanings.containsKey("media-empty")) {
            return SupplyLevel.LOW;
        } else if (!known.isEmpty() && !someLeft && left * LOW_FRACTION <= capacity) {
            return SupplyLevel.LOW;
        }
        return known.isEmpty() && !someLeft ? SupplyLevel.UNKNOWN : SupplyLevel.FULL;
    }

    private static SupplyLevel toner(PrinterReport report, Map<String, DeviceState> meanings) {
        List<PrinterReport.Toner> known =
                report.toners().stream().filter(toner -> toner.percent() >= 0).toList();
        if (stops(meanings, "toner-empty") || stops(meanings, "marker-supply-empty")) {
            return SupplyLevel.OUT;
        } else if (known.stream().anyMatch(toner -> toner.percent() == 0)) {
            return SupplyLevel.OUT;
        } else if (Stream.of("toner-low", "marker-supply-low", "toner-empty", "marker-supply-empty")
                .anyMatch(meanings::containsKey)) {
            return SupplyLevel.LOW;
        } else if (known.stream().anyMatch(toner -> toner.percent() <= toner.lowPercent())) {
            return SupplyLevel.LOW;
        }
        boolean someLeft = report.toners().stream().anyMatch(toner -> toner.percent() == AT_LEAST_ONE);
        return known.isEmpty() && !someLeft ? SupplyLevel.UNKNOWN : SupplyLevel.FULL;
    }

    private static boolean stops(Map<String, DeviceState> meanings, String keyword) {
        return meanings.getOrDefault(keyword, DeviceState.ONLINE) != DeviceState.ONLINE;
    }
}
