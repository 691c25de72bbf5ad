package org.zizhu.fleet.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a unit: a place to be served, whatever hardware stands there. The common name of its certificate. */
public record UnitId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");

    /** @throws IllegalArgumentException if the text is not the name of a unit */
    @JsonCreator
    public UnitId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not the id of a unit");
        }
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
