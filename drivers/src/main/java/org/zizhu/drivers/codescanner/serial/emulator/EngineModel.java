package org.zizhu.drivers.codescanner.serial.emulator;

import java.time.Duration;
import org.zizhu.drivers.codescanner.serial.Dialect;
import org.zizhu.drivers.emulator.EmulatedLine;

/**
 * A make of scan engine.
 *
 * @param name as it calls itself, or as it is sold where it can't say
 * @param baud of its line as it leaves the factory
 * @param command what it takes to answer
 * @param decode what it takes to read a code that is held still in front of it
 * @param session how long it looks for a code before it gives up by itself
 */
public record EngineModel(
        Dialect dialect, String name, String firmware, int baud, Duration command, Duration decode, Duration session) {

    public static final EngineModel NLS_EM20 = new EngineModel(
            Dialect.NEWLAND,
            "NLS-EM20",
            "EM20 V1.02.008",
            9_600,
            Duration.ofMillis(8),
            Duration.ofMillis(150),
            Duration.ofSeconds(5));

    /** Knows the registers alone, and can't say who it is. */
    public static final EngineModel GM65 = new EngineModel(
            Dialect.NEWLAND, "GM65", "", 9_600, Duration.ofMillis(15), Duration.ofMillis(250), Duration.ofSeconds(5));

    public static final EngineModel N3680 = new EngineModel(
            Dialect.HONEYWELL,
            "N3680",
            "CA000064BBC",
            115_200,
            Duration.ofMillis(10),
            Duration.ofMillis(120),
            Duration.ofSeconds(30));

    public static final EngineModel DS457 = new EngineModel(
            Dialect.ZEBRA_SSI,
            "DS457",
            "PAAABS00-007-R01D0",
            9_600,
            Duration.ofMillis(12),
            Duration.ofMillis(100),
            Duration.ofSeconds(10));

    /** Looks all the time and sends what it reads. */
    public static final EngineModel PLAIN = new EngineModel(
            Dialect.SUFFIX, "plain", "", 9_600, Duration.ZERO, Duration.ofMillis(200), Duration.ofDays(1));

    /** The same in no time, over a line without pace. */
    public EngineModel immediate() {
        return new EngineModel(
                dialect, name, firmware, EmulatedLine.UNPACED, Duration.ZERO, Duration.ofMillis(20), session);
    }
}
