package org.zizhu.platform.phone;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.zizhu.platform.bilingual.Text;

/**
 * The text messages that the sandbox city has sent: they lie here instead of on phones, in memory only. In a real city the
 * operator's gateway stands in this place. Thread-safe.
 */
public final class PhoneMessages {

    /** Nobody looks further back. */
    private static final int KEPT = 20;

    /** A message as the phone shows it. {@code toString} says nothing of it. */
    public record Message(String person, String phone, Instant at, Text words) {
        @Override
        public String toString() {
            return "Message";
        }
    }

    private final Deque<Message> messages = new ArrayDeque<>();

    public synchronized void send(Message message) {
        messages.addFirst(message);
        if (messages.size() > KEPT) {
            messages.removeLast();
        }
    }

    /** The newest first. */
    public synchronized List<Message> all() {
        return List.copyOf(messages);
    }
}
