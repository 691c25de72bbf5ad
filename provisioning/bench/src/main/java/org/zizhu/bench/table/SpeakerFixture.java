package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zizhu.drivers.speaker.alsa.emulator.SoundCardEmulator;
import org.zizhu.drivers.speaker.alsa.emulator.SoundCardEmulator.Played;
import org.zizhu.kiosk.screen.Text;

/** The sound card, and what was last heard from it. */
final class SpeakerFixture implements Fixture {

    private final SoundCardEmulator card;
    private boolean stuck;

    SpeakerFixture(Path folder) throws IOException {
        card = new SoundCardEmulator(folder);
    }

    @Override
    public String id() {
        return "speaker";
    }

    @Override
    public String wiring() {
        return "{ name: speaker, driver: alsa, device: \"%s\", card: \"%s\" }".formatted(card.device(), card.card());
    }

    @Override
    public Optional<String> device() {
        return Optional.of("speaker");
    }

    @Override
    public synchronized Face face() {
        Mood mood = !card.plugged() ? Mood.DOWN : stuck ? Mood.NEEDS_CARE : card.sounds() ? Mood.BUSY : Mood.WELL;
        return new Face(Text.of("扬声器", "Speaker · ALSA"), mood, state(), facts(), buttons());
    }

    private Text state() {
        if (!card.plugged()) {
            return Text.of("线已拔出", "unplugged");
        } else if (stuck) {
            return Text.of("声卡卡住", "takes no sound");
        }
        return card.sounds() ? Text.of("正在出声", "sounding") : Text.of("安静", "silent");
    }

    private List<Fact> facts() {
        Optional<Played> last = card.lastPlayed();
        return List.of(
                new Fact(
                        Text.of("上次时长", "last sound"),
                        last.map(played -> String.format(
                                        Locale.ROOT, "%.1f s", played.length().toMillis() / 1000.0))
                                .orElse("–")),
                new Fact(
                        Text.of("最大音量", "its peak"),
                        last.map(played -> String.format(Locale.ROOT, "%.0f %%", played.peak() * 100))
                                .orElse("–")));
    }

    private List<Button> buttons() {
        return List.of(
                stuck
                        ? Button.heal("unstick", "恢复出声", "take sound again", true)
                        : Button.harm("stick", "声卡卡住", "take no sound", card.plugged()),
                card.plugged()
                        ? Button.harm("unplug", "拔线", "unplug", true)
                        : Button.heal("replug", "插回", "plug in again", true));
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        switch (button) {
            case "stick" -> {
                stuck = true;
                card.stick(true);
                return Outcome.done("声卡卡住了", "takes no sound any more");
            }
            case "unstick" -> {
                stuck = false;
                card.stick(false);
                return Outcome.done("声卡恢复了", "takes sound again");
            }
            case "unplug" -> {
                card.unplug();
                return Outcome.done("拔了扬声器的线", "unplugged the speaker");
            }
            case "replug" -> {
                try {
                    card.replug();
                } catch (IOException e) {
                    throw new UncheckedIOException("no pipe for the sound card", e);
                }
                return Outcome.done("插回了扬声器", "plugged the speaker in again");
            }
            default -> {
                return Outcome.unknown(button);
            }
        }
    }

    @Override
    public void close() {
        card.close();
    }
}
