package org.zizhu.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Application;

/**
 * Starts a unit with its window: {@code Main UNIT-FOLDER}. Not an {@link Application} itself: on the class path, Java refuses to start one.
 *
 * <p>Properties: {@code zizhu.window=1080x1920} for a window of that size instead of the whole primary screen, {@code zizhu.pointer=none} to
 * hide the mouse pointer on a touch panel, {@code zizhu.supervised=true} where whoever starts it does so again when it ends with status 75, so
 * that the centre may have it restarted.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1 || !Files.isDirectory(Path.of(arguments[0]))) {
            System.err.println("usage: Main UNIT-FOLDER (the folder that holds unit.yaml and cabinet.yaml)");
            System.exit(2);
        }
        // Without a real graphics processor the software pipeline is several times as fast as an emulated one.
        if (System.getProperty("prism.order") == null) {
            System.setProperty("prism.order", "sw");
        }
        Application.launch(KioskApplication.class, arguments);
        // The window is closed, and the visit's thread is not a daemon: end it too, by the shutdown hook.
        System.exit(0);
    }
}
