package org.zizhu.kiosk.catalogue;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whether all is there of what was read from a file: one can write {@code null} for anything, and it would be found in the middle of a visit. */
final class Whole {

    private Whole() {}

    /** @throws IllegalArgumentException says what is missing, but for what may be */
    static void check(Object read) {
        if (read instanceof Collection<?> all) {
            for (@Nullable Object one : all) {
                check(needed(one, "an element of a list"));
            }
        } else if (read instanceof Record) {
            for (RecordComponent component : read.getClass().getRecordComponents()) {
                @Nullable Object value = value(read, component);
                if (value != null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    check(needed(value, component.getName()));
                }
            }
        }
    }

    private static Object needed(@Nullable Object value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is missing");
        }
        return value;
    }

    private static @Nullable Object value(Object read, RecordComponent component) {
        try {
            return component.getAccessor().invoke(read);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
