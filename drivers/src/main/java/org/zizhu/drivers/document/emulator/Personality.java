package org.zizhu.drivers.document.emulator;

import java.time.Duration;

/**
 * What kind of printer is emulated.
 *
 * @param model printer-make-and-model
 * @param perPage from page to page
 * @param duplex prints on both sides
 * @param createsJobs knows Create-Job and Send-Document, else only Print-Job
 * @param countsImpressions tells job-impressions-completed, else only job-media-sheets-completed
 * @param sensesOutput has a sensor in its output tray
 * @param saysStopped says "stopped" when it has stopped; ippeveprinter and some real ones only give the reason
 * @param trayCapacity sheets that the input tray takes
 */
public record Personality(
        String model,
        Duration perPage,
        boolean duplex,
        boolean createsJobs,
        boolean countsImpressions,
        boolean sensesOutput,
        boolean saysStopped,
        int trayCapacity) {

    /** A 40 ppm office laser with every sensor that a kiosk wishes for. */
    public static final Personality OFFICE_LASER =
            new Personality("Zizhu Emulated Laser 40", Duration.ofMillis(1500), true, true, true, true, true, 250);

    /** An old one: Print-Job only, counts sheets, does not know what lies in its tray. */
    public static final Personality PLAIN_LASER =
            new Personality("Zizhu Emulated Plain Laser", Duration.ofSeconds(2), false, false, false, false, true, 150);

    public Personality withPerPage(Duration pace) {
        return new Personality(
                model, pace, duplex, createsJobs, countsImpressions, sensesOutput, saysStopped, trayCapacity);
    }

    public Personality withoutSayingStopped() {
        return new Personality(
                model, perPage, duplex, createsJobs, countsImpressions, sensesOutput, false, trayCapacity);
    }
}
