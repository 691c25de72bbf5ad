package org.zizhu.drivers.codescanner.serial;

/** How a scan engine is spoken to. */
public enum Dialect {
    /** Registers behind {@code 7E 00}: Newland NLS-EM and NLS-FM, GM65 and their many relatives. */
    NEWLAND,
    /** {@code SYN T CR} and menu commands: Honeywell. */
    HONEYWELL,
    /** The Simple Serial Interface: Zebra, formerly Symbol and Motorola. */
    ZEBRA_SSI,
    /** An engine that reads whatever it sees, sends it with a CR at the end, and can't be asked for anything. */
    SUFFIX;

    Protocol protocol() {
        return switch (this) {
            case NEWLAND -> new NewlandProtocol();
            case HONEYWELL -> new HoneywellProtocol();
            case ZEBRA_SSI -> new SsiProtocol();
            case SUFFIX -> new SuffixProtocol();
        };
    }
}
