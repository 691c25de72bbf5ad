package org.zizhu.fleet.configuration;

/** What came of publishing. */
public sealed interface Published {

    record Taken(long version) implements Published {}

    /** @param key of what no unit could go by; {@code size} where all of it is too much */
    record Refused(String key) implements Published {}
}
