package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.document.ipp.PrinterReport.State;
import org.zizhu.drivers.document.ipp.PrinterReport.Toner;
import org.zizhu.drivers.document.ipp.PrinterReport.Tray;

/** The table of printer-state-reasons, as printers really say them. */
class StateReasonsTest {

    @ParameterizedTest
    @CsvSource({
        "IDLE, '', ONLINE, ''",
        "PROCESSING, '', DEVICE_BUSY, ''",
        "IDLE, media-empty-error, USER_ERROR, media-empty",
        "IDLE, media-empty, USER_ERROR, media-empty",
        "IDLE, media-empty-warning, ONLINE, media-empty",
        "STOPPED, media-empty-warning, USER_ERROR, media-empty",
        "STOPPED, media-jam-error, USER_ERROR, media-jam",
        "STOPPED, cover-open, USER_ERROR, cover-open",
        "STOPPED, door-open-error, USER_ERROR, door-open",
        "STOPPED, interlock-open, USER_ERROR, interlock-open",
        "IDLE, output-area-full-error, USER_ERROR, output-area-full",
        "IDLE, output-area-almost-full-warning, ONLINE, output-area-almost-full",
        "IDLE, input-tray-missing, USER_ERROR, input-tray-missing",
        "IDLE, toner-low, ONLINE, toner-low",
        "IDLE, toner-empty-error, USER_ERROR, toner-empty",
        "IDLE, marker-supply-low-report, ONLINE, marker-supply-low",
        "IDLE, marker-waste-full-error, USER_ERROR, marker-waste-full",
        "STOPPED, fuser-over-temp-error, HARDWARE_ERROR, fuser-over-temp",
        "IDLE, fuser-under-temp-report, ONLINE, fuser-under-temp",
        "STOPPED, opc-life-over-error, HARDWARE_ERROR, opc-life-over",
        "IDLE, opc-near-eol-warning, ONLINE, opc-near-eol",
        "STOPPED, paused, OFFLINE, paused",
        "STOPPED, moving-to-paused, OFFLINE, moving-to-paused",
        "IDLE, shutdown-error, OFFLINE, shutdown",
        "STOPPED, '', OFFLINE, stopped",
        "STOPPED, other, HARDWARE_ERROR, other",
        "IDLE, other-report, ONLINE, other",
        "IDLE, spool-area-full-error, OFFLINE, spool-area-full",
        "IDLE, vendor-thing-error, HARDWARE_ERROR, vendor-thing",
        "IDLE, vendor-thing, ONLINE, vendor-thing",
        "IDLE, cups-missing-filter-warning, ONLINE, cups-missing-filter"
    })
    void reason_meansState(State state, String said, DeviceState meaning, String keyword) {
        DeviceStatus status = StateReasons.status(report(state, list(said), true));

        assertEquals(meaning, status.state());
        assertEquals(list(keyword), status.reasons());
    }

    @Test
    void whatIsBrokenComesBeforeWhatAPersonCanPutRight() {
        PrinterReport report =
                report(State.STOPPED, List.of("toner-low-report", "door-open-error", "fuser-over-temp-error"), true);

        assertEquals(
                List.of("fuser-over-temp", "door-open", "toner-low"),
                StateReasons.status(report).reasons());
        assertEquals(Optional.of("fuser-over-temp"), StateReasons.stopping(report));
    }

    @Test
    void printerThatAcceptsNoJobs_isOffline() {
        assertEquals(
                DeviceStatus.without(DeviceState.OFFLINE, "not-accepting-jobs").reasons(),
                StateReasons.status(report(State.IDLE, List.of(), false)).reasons());
    }

    @Test
    void jam_isWhereTheSheetsAre() {
        assertEquals(
                MediaState.JAMMED,
                StateReasons.status(report(State.STOPPED, List.of("media-jam-error"), true))
                        .media());
    }

    @ParameterizedTest
    @CsvSource({
        "250, 250, FULL",
        "250, 26, FULL",
        "250, 25, LOW",
        "250, 0, OUT",
        "250, -2, UNKNOWN",
        "250, -3, FULL",
        "-2, -2, UNKNOWN"
    })
    void inputTray_meansPaper(int capacity, int left, SupplyLevel level) {
        PrinterReport report = report(List.of(new Tray(capacity, left)), List.of(), List.of());

        assertEquals(level, StateReasons.status(report).level(Supply.PAPER));
    }

    @ParameterizedTest
    @CsvSource({
        "150, 150, NOT_PRESENT",
        "150, 149, PRESENT",
        "150, 0, PRESENT",
        "150, -2, UNKNOWN",
        "150, -3, UNKNOWN",
        "-2, -2, UNKNOWN"
    })
    void outputTray_meansSheetsToTake(int capacity, int room, MediaState medium) {
        PrinterReport report = report(List.of(), List.of(new Tray(capacity, room)), List.of());

        assertEquals(medium, StateReasons.status(report).media());
    }

    @ParameterizedTest
    @CsvSource({"80, FULL", "10, LOW", "0, OUT", "-2, UNKNOWN", "-3, FULL"})
    void marker_meansToner(int percent, SupplyLevel level) {
        PrinterReport report = report(List.of(), List.of(), List.of(new Toner(percent, 10)));

        assertEquals(level, StateReasons.status(report).level(Supply.TONER));
    }

    private static PrinterReport report(State state, List<String> reasons, boolean accepts) {
        return new PrinterReport(
                state, reasons, accepts, Optional.of(Duration.ofHours(1)), List.of(), List.of(), List.of());
    }

    private static PrinterReport report(List<Tray> input, List<Tray> output, List<Toner> toners) {
        return new PrinterReport(State.IDLE, List.of(), true, Optional.of(Duration.ofHours(1)), input, output, toners);
    }

    private static List<String> list(String words) {
        return Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
