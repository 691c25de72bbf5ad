package org.zizhu.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.zizhu.fleet.unit.Division;

/**
 * The fleet server as a process of its own: {@code FOLDER DIVISION [PORT [PAGES-PORT]]}. Ends with SIGTERM. Or, beside it, a new first
 * password for somebody who can't sign in any more: {@code FOLDER reset-password NAME}. Its database is the SQLite file in the folder, or
 * what {@link #DATABASE} in the environment says.
 */
public final class Main {

    /** {@code jdbc:postgresql:…}, with name and password in it: in the environment, for arguments are seen by everybody on the machine. */
    public static final String DATABASE = "ZIZHU_FLEET_DATABASE";

    private static final int PORT = 8444;
    private static final int PAGES_PORT = 8445;
    private static final String RESET = "reset-password";

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        // Only a process of its own sets this: as part of the bench, the fleet logs as the bench says.
        System.setProperty("logback.configurationFile", "fleet-logback.xml");
        if (arguments.length == 3 && arguments[1].equals(RESET) && Files.isDirectory(Path.of(arguments[0]))) {
            System.exit(reset(Path.of(arguments[0]), arguments[2]) ? 0 : 1);
        }
        if (arguments.length < 2 || arguments.length > 4 || !Division.isOne(arguments[1])) {
            System.err.println("usage: FOLDER DIVISION [PORT [PAGES-PORT]]\n       FOLDER " + RESET + " NAME");
            System.exit(2);
        }
        int port = arguments.length > 2 ? Integer.parseInt(arguments[2]) : PORT;
        int pagesPort = arguments.length > 3 ? Integer.parseInt(arguments[3]) : PAGES_PORT;
        Fleet fleet = Fleet.start(settings(Path.of(arguments[0]), port, pagesPort, new Division(arguments[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(fleet::close, "fleet-end"));
        System.out.println("pages https://127.0.0.1:" + fleet.pagesPort());
        fleet.firstPassword()
                .ifPresent(password -> System.out.println("first sign-in " + Fleet.FIRST + " " + password));
        System.out.println("units https://127.0.0.1:" + fleet.port());
    }

    private static Settings settings(Path folder, int port, int pagesPort, Division division) {
        Settings settings = Settings.inFolder(folder, port, pagesPort, division);
        return Optional.ofNullable(System.getenv(DATABASE)).map(settings::with).orElse(settings);
    }

    private static boolean reset(Path folder, String name) {
        // Ports and division are of no account here.
        Optional<String> password = Fleet.resetPassword(settings(folder, 0, 0, new Division("000000")), name);
        System.out.println(
                password.map(fresh -> "first sign-in " + name + " " + fresh).orElse("there is nobody of that name"));
        return password.isPresent();
    }
}
