package org.zizhu.platform.payment.emulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A provider's notifications on their way to the merchant. They are sent at once and, as long as the merchant does not confirm them, again
 * and again; or as they are told to go wrong. Thread-safe.
 */
public final class Mail implements AutoCloseable {

    /** One letter: signed anew each time that it is sent. */
    record Letter(URI to, Supplier<Content> content) {}

    /** What is sent. */
    record Content(Map<String, String> headers, String body) {}

    /** What becomes of letters. */
    public enum Carriage {
        PROMPT,
        /** Each is sent twice. */
        DOUBLE,
        /** They are kept until {@link Mail#release}. */
        HELD,
        /** They never arrive. */
        LOST
    }

    private record Waiting(Letter letter, Instant due, int attempts) {}

    /** The provider's own (WeChat Pay's guide); the last stands for the rest of a day. */
    private static final List<Duration> AGAIN_AFTER = List.of(
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(60),
            Duration.ofHours(3));

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();
    private final InstantSource clock;
    private final Predicate<HttpResponse<String>> confirmed;
    private final List<Waiting> unconfirmed = new ArrayList<>();
    private final List<Letter> held = new ArrayList<>();
    /** The provider goes on while the merchant thinks. */
    private final ExecutorService postman = Executors.newSingleThreadExecutor(run -> {
        Thread thread = new Thread(run, "provider-mail");
        thread.setDaemon(true);
        return thread;
    });

    private Carriage carriage = Carriage.PROMPT;

    /** @param confirmed whether an answer says that the merchant has heard */
    Mail(InstantSource clock, Predicate<HttpResponse<String>> confirmed) {
        this.clock = clock;
        this.confirmed = confirmed;
    }

    public synchronized void carriage(Carriage next) {
        carriage = next;
    }

    /** Sends what was held, and returns when the merchant has answered. */
    public void release() {
        send(takeHeld());
    }

    /** The same, the last first. */
    public void releaseInReverse() {
        List<Letter> letters = takeHeld();
        Collections.reverse(letters);
        send(letters);
    }

    /** Sends again what was not confirmed and is due by now, and returns when the merchant has answered. */
    public void again() {
        List<Waiting> due;
        synchronized (this) {
            Instant now = clock.instant();
            due = unconfirmed.stream()
                    .filter(each -> !each.due.isAfter(now))
                    .sorted(Comparator.comparing(Waiting::due))
                    .toList();
            unconfirmed.removeAll(due);
        }
        due.forEach(this::deliver);
    }

    /** How many the merchant has not confirmed. */
    public synchronized int unconfirmed() {
        return unconfirmed.size();
    }

    /** Takes a letter; it is on its way when this returns. */
    void post(Letter letter) {
        Carriage now;
        synchronized (this) {
            now = carriage;
            if (now == Carriage.HELD) {
                held.add(letter);
            }
        }
        if (now == Carriage.PROMPT || now == Carriage.DOUBLE) {
            Waiting first = new Waiting(letter, clock.instant(), 0);
            postman.execute(() -> deliver(first));
            if (now == Carriage.DOUBLE) {
                postman.execute(() -> deliver(first));
            }
        }
    }

    @Override
    public void close() {
        postman.shutdownNow();
    }

    private synchronized List<Letter> takeHeld() {
        List<Letter> letters = new ArrayList<>(held);
        held.clear();
        return letters;
    }

    private void send(List<Letter> letters) {
        letters.forEach(letter -> deliver(new Waiting(letter, clock.instant(), 0)));
    }

    private void deliver(Waiting waiting) {
        boolean heard = answer(waiting.letter).filter(confirmed).isPresent();
        if (!heard && waiting.attempts < AGAIN_AFTER.size()) {
            Instant due = clock.instant().plus(AGAIN_AFTER.get(waiting.attempts));
            synchronized (this) {
                unconfirmed.add(new Waiting(waiting.letter, due, waiting.attempts + 1));
            }
        }
    }

    private Optional<HttpResponse<String>> answer(Letter letter) {
        Content content = letter.content.get();
        HttpRequest.Builder request = HttpRequest.newBuilder(letter.to)
                .timeout(ANSWER_WITHIN)
                .POST(HttpRequest.BodyPublishers.ofString(content.body));
        content.headers.forEach(request::setHeader);
        try {
            return Optional.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
