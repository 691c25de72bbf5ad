package org.zizhu.drivers.fuzz;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much a parser keeps: the bytes in all arrays, texts, buffers and collections that are reachable from it. */
final class Held {

    /** What an element of a collection costs beside its content. */
    private static final int ELEMENT_BYTES = 16;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Held() {}

    static long bytes(Object root) {
        return new Held().of(root);
    }

    private long of(@Nullable Object object) {
        if (object == null || object instanceof Enum || object instanceof Class || !seen.add(object)) {
            return 0;
        }
        if (object instanceof byte[] bytes) {
            return bytes.length;
        }
        if (object instanceof CharSequence text) {
            return 2L * text.length();
        }
        if (object instanceof ByteBuffer buffer) {
            return buffer.capacity();
        }
        if (object instanceof ByteArrayOutputStream out) {
            return out.size();
        }
        if (object instanceof Map<?, ?> map) {
            return of(map.keySet()) + of(map.values());
        }
        if (object instanceof Iterable<?> elements && !isOurs(object)) {
            long sum = 0;
            for (Object element : elements) {
                sum += ELEMENT_BYTES + of(element);
            }
            return sum;
        }
        if (object.getClass().isArray()) {
            return array(object);
        }
        return isOurs(object) ? fields(object) : 0;
    }

    private long array(Object array) {
        long sum = 0;
        for (int i = 0; i < Array.getLength(array); i++) {
            sum += Long.BYTES;
            if (!array.getClass().getComponentType().isPrimitive()) {
                sum += of(Array.get(array, i));
            }
        }
        return sum;
    }

    private long fields(Object object) {
        long sum = 0;
        for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    try {
                        field.setAccessible(true);
                        sum += of(field.get(object));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
        return sum;
    }

    /** What is of the libraries can't be looked into; its collections were counted above. */
    private static boolean isOurs(Object object) {
        return object.getClass().getName().startsWith("org.zizhu.");
    }
}
