package org.zizhu.drivers.idcard.samv.emulator;

import java.time.Duration;

/** How long a module takes to answer. */
public record SamVTiming(Duration shortCommand, Duration reset, Duration address, Duration read, Duration fingerprint) {

    /** As observed on desk readers. */
    public static SamVTiming realistic() {
        return new SamVTiming(
                Duration.ofMillis(25),
                Duration.ofMillis(250),
                Duration.ofMillis(80),
                Duration.ofMillis(600),
                Duration.ofMillis(900));
    }

    /** Answers as fast as the line does. */
    public static SamVTiming immediate() {
        return new SamVTiming(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }
}
