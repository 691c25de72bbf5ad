package org.zizhu.bench.pilot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.zizhu.ui.Main;
import tools.jackson.databind.json.JsonMapper;

/**
 * The kiosk as it is, watched by the benchmark: {@code UNIT-FOLDER PANEL FOLDER ITEM…} says {@code first-frame} on a line as soon as a
 * screen is on the display, then serves one visit for each item, writes a {@link Account} of each to the folder, and ends.
 */
public final class MeasuredKiosk {

    /** What is said when the first screen is on the display. */
    public static final String FIRST_FRAME = "first-frame";

    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private MeasuredKiosk() {}

    public static void main(String[] arguments) {
        List<String> all = List.of(arguments);
        Thread watch = new Thread(() -> watch(all), "watch");
        watch.setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        watch.start();
        Main.main(new String[] {arguments[0]});
    }

    private static void watch(List<String> arguments) {
        var stage = PilotedKiosk.window();
        Eyes eyes = Eyes.onWindowThread(() -> new Eyes(stage));
        while (eyes.glance().sight().equals(Sight.NOTHING)) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        System.out.println(FIRST_FRAME);
        Path folder = Path.of(arguments.get(2));
        try {
            int number = 0;
            for (String item : arguments.subList(3, arguments.size())) {
                Pilot pilot = new Pilot(eyes, new Hands(URI.create(arguments.get(1))), Album.none());
                Account account = pilot.run(Errand.of(List.of("--item", item)));
                Files.writeString(
                        folder.resolve(++number + ".json"), JsonMapper.shared().writeValueAsString(account));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Not by closing the window: the measurement is over, and the process is not looked at any more.
        System.exit(0);
    }
}
