package org.zizhu.drivers.idcard.samv;

import java.time.Duration;

/**
 * What the host can ask of a SAM-V module, with command and parameter byte and the answers that fit (GA 467). None of
 * them changes anything but the module's own state, so all may be repeated.
 */
public enum SamVCommand {
    RESET(0x10, 0xFF, Timing.POWER_UP, 0, 0),
    SAM_STATUS(0x11, 0xFF, Timing.SHORT, 0, 0),
    SAM_ID(0x12, 0xFF, Timing.SHORT, 16, 16),
    FIND(0x20, 0x01, Timing.SHORT, 4, 4),
    SELECT(0x20, 0x02, Timing.SHORT, 8, 8),
    READ(0x30, 0x01, Timing.READ, 1284, 1284),
    READ_WITH_FINGERPRINT(0x30, 0x10, Timing.READ_FINGERPRINT, 1286, 2310),
    NEWEST_ADDRESS(0x30, 0x03, Timing.READ_ADDRESS, 70, 70);

    private static final class Timing {
        /**
         * Modules were seen to take 25–100 ms. An answer that comes later is taken for the next try's, so that this is no limit for
         * a slow one; it bounds how soon a silent one is noticed.
         */
        static final Duration SHORT = Duration.ofMillis(150);
        /** The module restarts and tests itself; hosts wait 1.5 s for it. */
        static final Duration POWER_UP = Duration.ofMillis(1500);
        /** Seen: 0.6–1.5 s. */
        static final Duration READ = Duration.ofSeconds(2);

        static final Duration READ_FINGERPRINT = Duration.ofSeconds(3);
        static final Duration READ_ADDRESS = Duration.ofMillis(1500);
    }

    private final int command;
    private final int parameter;
    private final Duration within;
    private final int leastData;
    private final int mostData;

    SamVCommand(int command, int parameter, Duration within, int leastData, int mostData) {
        this.command = command;
        this.parameter = parameter;
        this.within = within;
        this.leastData = leastData;
        this.mostData = mostData;
    }

    /** The whole frame that asks for it. */
    public byte[] frame() {
        return SamVFrame.of((byte) command, (byte) parameter);
    }

    /** Whether the content of a request frame is this command. */
    public boolean isAskedBy(byte[] content) {
        return content.length == 2 && content[0] == (byte) command && content[1] == (byte) parameter;
    }

    /** How long a working module needs at the most. */
    Duration within() {
        return within;
    }

    /** Whether an answer with so many data bytes can belong to this command; a refusal has none. */
    boolean fits(int dataBytes) {
        return dataBytes == 0 || (dataBytes >= leastData && dataBytes <= mostData);
    }

    /** Whether the answer's data is a person's. */
    boolean personal() {
        return this == READ || this == READ_WITH_FINGERPRINT || this == NEWEST_ADDRESS;
    }
}
