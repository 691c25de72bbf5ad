package org.zizhu.kiosk.tabletop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.speaker.Speaker;

/** The voice of the tabletop: each sentence takes a while, and is remembered. */
public final class TableSpeaker extends TableDevice implements Speaker {

    private static final Duration SENTENCE = Duration.ofMillis(1500);

    /** What it has said, each as "language: words". */
    public final List<String> said = new ArrayList<>();

    public int hushed;

    public TableSpeaker(SimulatedInbox time) {
        super("speaker", time);
    }

    @Override
    public CompletableFuture<Completion<Duration>> play(Path clip, Duration within) {
        return failed(FailureCode.UNSUPPORTED, "not-on-the-tabletop");
    }

    @Override
    public CompletableFuture<Completion<Duration>> speak(String text, Locale language, Duration within) {
        said.add(language.toLanguageTag() + ": " + text);
        return later(SENTENCE, Completion.success(SENTENCE));
    }

    @Override
    public void hush() {
        hushed++;
    }
}
