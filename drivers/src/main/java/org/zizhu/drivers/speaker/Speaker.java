package org.zizhu.drivers.speaker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;

/** The unit's voice (扬声器). Nothing ever waits for it: a unit without one works on in silence. */
public interface Speaker extends Device {

    /** Plays a recorded clip (WAV) to its end, in place of what is being said. */
    CompletableFuture<Completion<Duration>> play(Path clip, Duration within);

    /** Speaks a text, in place of what is being said; what is spoken is kept nowhere. Chinese is {@code zh-Latn}: pinyin with tone numbers. */
    CompletableFuture<Completion<Duration>> speak(String text, Locale language, Duration within);

    /** Falls silent at once. */
    void hush();

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.SPEAKER;
    }
}
