package org.zizhu.kiosk.identity.qr;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a code may be shown, if not everywhere. */
public sealed interface QrAudience {

    /** At one unit only. */
    record Terminal(String terminal) implements QrAudience {
        @Override
        public boolean admits(String terminal, String division) {
            return this.terminal.equals(terminal);
        }

        @Override
        public String text() {
            return "t:" + terminal;
        }
    }

    /**
     * At every unit of a division and of those within it.
     *
     * @param code GB/T 2260: two digits each for province, city and county, where 00 is the whole
     */
    record Division(String code) implements QrAudience {
        @Override
        public boolean admits(String terminal, String division) {
            return division.length() == code.length() && division.startsWith(code.replaceAll("(00)+$", ""));
        }

        @Override
        public String text() {
            return "d:" + code;
        }
    }

    /** Whether that unit is meant. */
    boolean admits(String terminal, String division);

    /** As it stands in the code. */
    String text();

    /** From what stands in the code; empty when that means nothing. */
    static Optional<QrAudience> of(String text) {
        Pattern terminal = Pattern.compile("t:[A-Za-z0-9.-]{1,64}");
        Pattern division = Pattern.compile("d:[1-9][0-9]{5}");
        if (terminal.matcher(text).matches()) {
            return Optional.of(new Terminal(text.substring(2)));
        }
        return division.matcher(text).matches() ? Optional.of(new Division(text.substring(2))) : Optional.empty();
    }
}
