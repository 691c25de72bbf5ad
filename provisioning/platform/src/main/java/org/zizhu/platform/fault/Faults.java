package org.zizhu.platform.fault;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The switches of the sandbox city: which path is ill, and how. A path is as it stands in the contract, with any document number
 * left out by matching its beginning: {@code /v1/documents} also makes {@code /v1/documents/4301…/content} ill, unless that has a
 * longer entry of its own. Thread-safe; takes effect with the next request.
 */
public final class Faults {

    /** Makes the port refuse connections, or accept them again. */
    @FunctionalInterface
    public interface Plug {
        void connected(boolean connected);
    }

    private final Map<String, Fault> byPath = new ConcurrentHashMap<>();
    private final Queue<Runnable> hungUpWhenHealed = new ConcurrentLinkedQueue<>();
    private final Plug plug;

    public Faults(Plug plug) {
        this.plug = plug;
    }

    /** Makes every path ill. */
    public void everywhere(Fault fault) {
        at("/", fault);
    }

    /** Makes ill what begins with the path. */
    public void at(String path, Fault fault) {
        byPath.put(path, fault);
    }

    /** Makes ill what ends with the word, such as {@code /content}; stronger than any beginning. */
    public void atEnd(String suffix, Fault fault) {
        byPath.put("*" + suffix, fault);
    }

    /** The port refuses connections, and those that are open are cut. */
    public void unreachable() {
        plug.connected(false);
    }

    /** Everything is well again. */
    public void heal() {
        byPath.clear();
        for (Runnable hangUp = hungUpWhenHealed.poll(); hangUp != null; hangUp = hungUpWhenHealed.poll()) {
            hangUp.run();
        }
        plug.connected(true);
    }

    /** Remembers a connection that is kept waiting. */
    void whenHealed(Runnable hangUp) {
        hungUpWhenHealed.add(hangUp);
    }

    /** The fault for a path: an end before a beginning, a long beginning before a short one. */
    Optional<Fault> of(String path) {
        return byPath.entrySet().stream()
                .filter(entry -> fits(entry.getKey(), path))
                .max((one, other) -> Integer.compare(weight(one.getKey()), weight(other.getKey())))
                .map(Map.Entry::getValue);
    }

    private static boolean fits(String pattern, String path) {
        return pattern.startsWith("*") ? path.endsWith(pattern.substring(1)) : path.startsWith(pattern);
    }

    private static int weight(String pattern) {
        return pattern.startsWith("*") ? 1000 + pattern.length() : pattern.length();
    }
}
