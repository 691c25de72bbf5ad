package org.zizhu.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The sandbox city as a process of its own: {@code FOLDER [API-PORT [PUBLIC-PORT [SEED]]]}. Ends with SIGTERM. {@code FOLDER enrolment-code TERMINAL}
 * gives out a code for a new terminal instead, also while it runs.
 */
public final class Main {

    private static final int API_PORT = 8443;
    private static final int PUBLIC_PORT = 8080;
    /** As long as a token of the fleet: long enough to drive to the place. */
    private static final Duration CODE_GOOD_FOR = Duration.ofDays(3);

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0 || arguments.length > 4) {
            System.err.println("usage: FOLDER [API-PORT [PUBLIC-PORT [SEED]]], or FOLDER enrolment-code TERMINAL");
            System.exit(2);
        }
        // Only a process of its own sets this: as part of the bench, the city logs as the bench says.
        System.setProperty("logback.configurationFile", "platform-logback.xml");
        if (arguments.length == 3 && arguments[1].equals("enrolment-code")) {
            Settings own = new Settings(Path.of(arguments[0]), 0, 0, InstantSource.system(), 1);
            System.out.println(SandboxCity.enrolment(own, arguments[2], CODE_GOOD_FOR));
            return;
        }
        Settings settings = new Settings(
                Path.of(arguments[0]),
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : API_PORT,
                arguments.length > 2 ? Integer.parseInt(arguments[2]) : PUBLIC_PORT,
                InstantSource.system(),
                arguments.length > 3 ? Long.parseLong(arguments[3]) : 1);
        SandboxCity city = SandboxCity.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(city::close, "city-end"));
        System.out.println("api " + city.apiUri());
        System.out.println("verification " + city.publicUri());
    }
}
