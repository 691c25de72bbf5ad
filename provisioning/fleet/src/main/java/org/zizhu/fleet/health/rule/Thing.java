package org.zizhu.fleet.health.rule;

import java.util.Locale;
import org.zizhu.fleet.report.ReportBook;

/** What is wrong with a unit: the unit itself, or something of it by name. */
public record Thing(Kind kind, String name) {

    /** What there is in a unit. */
    public enum Kind {
        UNIT,
        DEVICE,
        LINK,
        SERVICE,
        /** Numbered blanks, cards: what a service runs out of without a device being at fault. */
        STOCK;

        public String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String keyword) {
            return valueOf(keyword.toUpperCase(Locale.ROOT));
        }
    }

    /** The unit as a whole. */
    public static final Thing ITSELF = new Thing(Kind.UNIT, ReportBook.ITSELF);

    public static Thing device(String name) {
        return new Thing(Kind.DEVICE, name);
    }

    public static Thing link(String name) {
        return new Thing(Kind.LINK, name);
    }

    public static Thing service(String name) {
        return new Thing(Kind.SERVICE, name);
    }

    @Override
    public String toString() {
        return kind.keyword() + ":" + name;
    }
}
