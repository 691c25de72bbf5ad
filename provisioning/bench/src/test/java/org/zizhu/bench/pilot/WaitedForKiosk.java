package org.zizhu.bench.pilot;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;

/**
 * The kiosk in its window, with a citizen in software who comes when a line is read, and comes again with the next: {@code UNIT-FOLDER PANEL
 * FOLDER --item …}. Tells on its output how large the display is and each screen that is shown. Ends with its input.
 */
public final class WaitedForKiosk {

    static final String DISPLAY = "@display";
    static final String SCREEN = "@screen";
    static final String VISIT = "@visit";

    private static final Duration FRAME = Duration.ofMillis(15);

    private WaitedForKiosk() {}

    public static void main(String[] arguments) {
        PilotedKiosk.start(arguments[0], () -> wait(List.of(arguments)));
    }

    private static void wait(List<String> arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var stage = PilotedKiosk.window();
        Eyes eyes = Eyes.onWindowThread(() -> new Eyes(stage));
        Rectangle2D display = Eyes.onWindowThread(() -> Screen.getPrimary().getBounds());
        out.println(DISPLAY + " " + (int) display.getWidth() + " " + (int) display.getHeight());
        Thread telling = new Thread(() -> tell(eyes, out), "telling-screens");
        telling.setDaemon(true);
        telling.start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Pilot pilot =
                        new Pilot(eyes, new Hands(URI.create(arguments.get(1))), new Album(Path.of(arguments.get(2))));
                Account account = pilot.run(Errand.of(arguments.subList(3, arguments.size())));
                out.println(VISIT + " " + account.outcome());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Eyes eyes, PrintStream out) {
        String told = "";
        while (true) {
            String screen = eyes.glance().sight().screen();
            if (!screen.equals(told)) {
                out.println(SCREEN + " " + screen);
                told = screen;
            }
            LockSupport.parkNanos(FRAME.toNanos());
        }
    }
}
