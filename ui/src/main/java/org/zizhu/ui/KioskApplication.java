package org.zizhu.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.kiosk.Kiosk;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Front;
import org.zizhu.ui.look.Fonts;

/** Opens the window at once and the unit beside it, so that a slow disk or network doesn't leave the panel black. */
public final class KioskApplication extends Application {
    private static final Logger log = LoggerFactory.getLogger(KioskApplication.class);

    /** Asks to be started again (EX_TEMPFAIL of sysexits.h). */
    private static final int RESTART = 75;

    /** A touch before the unit is there has nobody to go to. */
    private volatile Front.Listener listener = (number, action) -> {};

    @Override
    public void start(Stage stage) {
        Fonts.load();
        KioskWindow window = new KioskWindow(stage, place(), this::acted, InstantSource.system());
        Path folder = Path.of(getParameters().getRaw().get(0));
        Thread starting = new Thread(() -> open(folder, window), "start");
        // A black window is worse than an end: whoever supervises us starts us again, and sees why.
        starting.setUncaughtExceptionHandler((thread, failure) -> {
            log.error("the unit in {} can't start", folder, failure);
            System.exit(1);
        });
        starting.start();
    }

    private void acted(long number, Action action) {
        listener.acted(number, action);
    }

    private void open(Path folder, KioskWindow window) {
        try {
            LogFile.in(Kiosk.logFolder(folder));
            Kiosk kiosk = Kiosk.open(folder);
            // Not in stop(): a unit is ended by a signal, of which JavaFX says nothing.
            Runtime.getRuntime().addShutdownHook(new Thread(kiosk::close, "stop"));
            listener = kiosk.listener();
            // Whoever started us says that they do so again when we end with this status.
            kiosk.start(
                    window,
                    Boolean.getBoolean("zizhu.supervised")
                            ? () -> new Thread(() -> System.exit(RESTART), "restart").start()
                            : null);
        } catch (IOException e) {
            log.error("the unit in {} can't start: {}", folder, e.getMessage());
            System.exit(1);
        }
    }

    private static Rectangle2D place() {
        String size = System.getProperty("zizhu.window", "");
        if (size.isEmpty()) {
            return Screen.getPrimary().getBounds();
        }
        String[] sides = size.split("x", 2);
        return new Rectangle2D(0, 0, Double.parseDouble(sides[0]), Double.parseDouble(sides[1]));
    }
}
