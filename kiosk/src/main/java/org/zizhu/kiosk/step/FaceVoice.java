package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.face.FaceCheck.Ask;
import org.zizhu.drivers.speaker.Speaker;
import org.zizhu.kiosk.screen.Language;
import org.zizhu.kiosk.step.FaceWords.Words;
import org.zizhu.kiosk.visit.Matter;

/**
 * Says aloud what a citizen before the camera is told: who looks into a camera can't read a screen. One sentence after the other,
 * except that a turn of the head is asked for at once, and that it be slower. Nothing waits for it. Thread-safe.
 */
final class FaceVoice implements AutoCloseable {

    /** Chinese as it is spelled in letters, with tone numbers. */
    private static final Locale PINYIN = Locale.forLanguageTag("zh-Latn");

    private static final Duration SENTENCE = Duration.ofSeconds(10);

    private final Optional<Speaker> speaker;
    private final boolean chinese;

    // Guarded by this.
    private @Nullable Words wanted;
    private @Nullable Words said;
    private @Nullable CompletableFuture<?> sentence;
    private boolean closed;

    /** In the language that is chosen now. */
    FaceVoice(Matter matter) {
        this.speaker = matter.unit().cabinet().speaker();
        this.chinese = matter.desk().presentation().language() == Language.CHINESE;
    }

    /** Says what to do, unless it was said last. */
    synchronized void say(Ask ask) {
        wanted = FaceWords.of(ask);
        boolean urgent = ask instanceof Ask.Turn || ask instanceof Ask.LookBack || ask instanceof Ask.Slower;
        if (urgent || sentence == null) {
            next();
        }
    }

    private synchronized void next() {
        sentence = null;
        Words words = wanted;
        if (words == null || words.equals(said) || closed || speaker.isEmpty()) {
            return;
        }
        said = words;
        CompletableFuture<?> begun = chinese
                ? speaker.get().speak(words.pinyin(), PINYIN, SENTENCE)
                : speaker.get().speak(words.text().english(), Locale.ENGLISH, SENTENCE);
        sentence = begun;
        var unused = begun.whenComplete((completion, failure) -> ended(begun));
    }

    /** One that was cut short has another in its place already. */
    private synchronized void ended(CompletableFuture<?> which) {
        if (which == sentence) {
            next();
        }
    }

    /** Falls silent. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        speaker.ifPresent(Speaker::hush);
    }
}
