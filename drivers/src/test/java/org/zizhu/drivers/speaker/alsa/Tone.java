package org.zizhu.drivers.speaker.alsa;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A clip to play: half as loud as can be, 440 Hz. */
final class Tone {
    private static final int RATE = 22_050;

    private Tone() {}

    static Path file(Path folder, Duration length) throws IOException {
        int samples = (int) (RATE * length.toMillis() / 1000);
        byte[] pcm = new byte[2 * samples];
        for (int i = 0; i < samples; i++) {
            short sample = (short) (16_384 * Math.sin(2 * Math.PI * 440 * i / RATE));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        Path clip = folder.resolve("tone-" + length.toMillis() + ".wav");
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(pcm), format, samples),
                AudioFileFormat.Type.WAVE,
                clip.toFile());
        return clip;
    }
}
