package org.zizhu.kiosk.journal;

/**
 * What the platform has to be told, for ever until it acknowledges.
 *
 * @param seq position in the outbox; 0 before it is stored
 * @param path the request's path
 * @param key its idempotency key: telling it twice is telling it once
 * @param body JSON without personal data
 */
public record Message(long seq, String path, String key, String body) {
    public static Message to(String path, String key, String body) {
        return new Message(0, path, key, body);
    }
}
