package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.Locale;

/** One thing that happens to a kiosk from outside, and when, from the beginning of the story. Its seed decides all that is left open. */
sealed interface Act {

    Duration at();

    long seed();

    /** In words, to be told after the time of day. */
    String inWords();

    /** A citizen comes for an item. A probe comes when all is well, and has to get it. */
    record Comes(Duration at, long seed, Temper temper, String item, boolean probe) implements Act {
        @Override
        public String inWords() {
            return probe
                    ? "all being well, a steady citizen comes for " + item
                    : "a" + (temper == Temper.IMPATIENT ? "n " : " ")
                            + temper.name().toLowerCase(Locale.ROOT) + " citizen comes for " + item;
        }
    }

    /** Staff come, fill up and clear away, or count; they may take the unit out of service, or put it back. */
    record StaffCome(Duration at, long seed, Errand errand) implements Act {

        /** What they come for. */
        enum Errand {
            FILL_UP,
            TAKE_OUT,
            PUT_BACK,
            /** Count, empty the bins, load, and look for what is in doubt. */
            COUNT,
            /** The same by somebody else, who may agree to what the first one counted. */
            AGREE
        }

        @Override
        public String inWords() {
            return switch (errand) {
                case FILL_UP -> "staff come to fill up";
                case TAKE_OUT -> "staff come to take the unit out of service";
                case PUT_BACK -> "staff come to put the unit back into service";
                case COUNT -> "staff come to count and load";
                case AGREE -> "a colleague comes to count and agree";
            };
        }
    }

    /** A device fails for a while. */
    record Breaks(Duration at, long seed, Fault fault, Duration lasting) implements Act {

        /** What fails, and how. */
        enum Fault {
            PRINTER_JAMS("the printer jams"),
            PRINTER_LOSES_CONTACT("the line to the printer is cut"),
            PRINTER_RESTARTS("the printer restarts and forgets its jobs"),
            PRINTER_OUT_OF_PAPER("the printer has no paper left"),
            READER_UNPLUGGED("the card reader is unplugged"),
            SCANNER_UNPLUGGED("the code scanner is unplugged"),
            RECEIPTS_UNPLUGGED("the receipt printer is unplugged"),
            RECEIPT_GARBLED("the receipt printer fails in the middle of receipts"),
            CARD_JAMS("a card jams in the dispenser"),
            DISPENSER_UNPLUGGED("the card dispenser is unplugged"),
            BLANK_JAMS("a blank jams"),
            BLANK_PRINTER_UNPLUGGED("the printer of blanks is unplugged"),
            LATCHES_STICK("the locker's latches stick"),
            LOCKER_UNPLUGGED("the locker is unplugged"),
            MAINS_LOST("the mains are lost, and the battery holds"),
            BATTERY_RUNS_LOW("the mains are lost, and the battery runs low");

            private final String words;

            Fault(String words) {
                this.words = words;
            }
        }

        @Override
        public String inWords() {
            return fault.words + ", for " + lasting.toSeconds() + " s";
        }
    }

    /** The platform or its cash desk is ill for a while. */
    record PlatformIll(Duration at, long seed, Mood mood, Duration lasting) implements Act {
        @Override
        public String inWords() {
            return "the platform " + mood.words() + ", for " + lasting.toSeconds() + " s";
        }
    }

    /** The payment provider tells the platform nothing for a while. */
    record ProviderSilent(Duration at, long seed, Duration lasting) implements Act {
        @Override
        public String inWords() {
            return "the payment provider tells the platform nothing, for " + lasting.toSeconds() + " s";
        }
    }

    /**
     * The power goes, after so many journal entries or events from then on, and comes back.
     *
     * @param cabinet whether the devices lose it as well
     */
    record PowerCut(Duration at, long seed, int after, boolean entries, boolean cabinet, Duration dark) implements Act {
        @Override
        public String inWords() {
            return "from now, after " + after + (entries ? " journal entries" : " events") + ", the "
                    + (cabinet ? "whole cabinet" : "kiosk") + " loses power for " + dark.toSeconds() + " s";
        }
    }

    /** The unit's wall clock jumps. */
    record ClockJumps(Duration at, long seed, Duration by) implements Act {
        @Override
        public String inWords() {
            return "the unit's clock jumps by " + by.toMinutes() + " min";
        }
    }

    /** Nothing can be written for a while. */
    record DiskFull(Duration at, long seed, Duration lasting) implements Act {
        @Override
        public String inWords() {
            return "the disk is full, for " + lasting.toSeconds() + " s";
        }
    }

    /** Somebody presses the call button. */
    record CallsForHelp(Duration at, long seed) implements Act {
        @Override
        public String inWords() {
            return "somebody presses the call button";
        }
    }

    /** Everything that was broken is put right, the clock is set, the trays are cleared. */
    record Calm(Duration at, long seed) implements Act {
        @Override
        public String inWords() {
            return "everything is put right";
        }
    }
}
