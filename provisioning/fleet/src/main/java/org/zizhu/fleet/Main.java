package org.zizhu.fleet;

import java.io.IOException;
import java.nio.file.Path;
import org.zizhu.fleet.unit.Division;

/** The fleet server as a process of its own: {@code FOLDER DIVISION [PORT [PAGES-PORT]]}. Ends with SIGTERM. */
public final class Main {

    private static final int PORT = 8444;
    private static final int PAGES_PORT = 8445;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2 || arguments.length > 4 || !Division.isOne(arguments[1])) {
            System.err.println("usage: FOLDER DIVISION [PORT [PAGES-PORT]]");
            System.exit(2);
        }
        // Only a process of its own sets this: as part of the bench, the fleet logs as the bench says.
        System.setProperty("logback.configurationFile", "fleet-logback.xml");
        int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : PORT;
        int pagesPort = arguments.length > 3 ? Integer.parseInt(arguments[3]) : PAGES_PORT;
        Fleet fleet =
                Fleet.start(Settings.inFolder(Path.of(arguments[0]), port, pagesPort, new Division(arguments[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(fleet::close, "fleet-end"));
        System.out.println("pages https://127.0.0.1:" + fleet.pagesPort());
        fleet.firstPassword()
                .ifPresent(password -> System.out.println("first sign-in " + Fleet.FIRST + " " + password));
        System.out.println("units https://127.0.0.1:" + fleet.port());
    }
}
