package org.zizhu.bench.pilot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.zizhu.ui.Main;
import tools.jackson.databind.json.JsonMapper;

/**
 * The kiosk as it is, started by its own main class, with a citizen in software in front of its window: {@code UNIT-FOLDER PANEL
 * EVIDENCE-FOLDER --item …}. Leaves pictures and the citizen's account in the evidence folder, then ends the process.
 */
public final class PilotedKiosk {

    /** Looked at this often until the window is there. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private PilotedKiosk() {}

    public static void main(String[] arguments) {
        start(arguments[0], () -> fly(List.of(arguments)));
    }

    /** Starts the kiosk, and the citizen in software on a thread of their own; the process ends with them. */
    static void start(String unitFolder, Runnable citizen) {
        Thread pilot = new Thread(
                () -> {
                    citizen.run();
                    // As if the window were closed: the kiosk's own main then ends the process.
                    Platform.exit();
                },
                "pilot");
        // What it throws must not leave the kiosk standing there without a citizen.
        pilot.setUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        pilot.start();
        try {
            Main.main(new String[] {unitFolder});
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void fly(List<String> arguments) {
        Path evidence = Path.of(arguments.get(2));
        Stage stage = window();
        Eyes eyes = Eyes.onWindowThread(() -> new Eyes(stage));
        try {
            Pilot pilot =
                    new Pilot(eyes, new Hands(URI.create(arguments.get(1))), new Album(evidence.resolve("screens")));
            Account account = pilot.run(Errand.of(arguments.subList(3, arguments.size())));
            Files.writeString(
                    evidence.resolve(Account.FILE), JsonMapper.shared().writeValueAsString(account));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the kiosk's window on the JavaFX thread's word; whoever started this process waits no longer than is sensible. */
    static Stage window() {
        while (true) {
            try {
                Platform.runLater(() -> {});
                Optional<Stage> stage = Eyes.onWindowThread(() -> Window.getWindows().stream()
                        .filter(Stage.class::isInstance)
                        .map(Stage.class::cast)
                        .filter(Stage::isShowing)
                        .findFirst());
                if (stage.isPresent()) {
                    return stage.get();
                }
            } catch (IllegalStateException notStartedYet) {
                // JavaFX says so until the application has been launched.
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
