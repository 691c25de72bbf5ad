package org.zizhu.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** The sandbox city as a process of its own: {@code FOLDER [API-PORT [PUBLIC-PORT [SEED]]]}. Ends with SIGTERM. */
public final class Main {

    private static final int API_PORT = 8443;
    private static final int PUBLIC_PORT = 8080;

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0 || arguments.length > 4) {
            System.err.println("usage: FOLDER [API-PORT [PUBLIC-PORT [SEED]]]");
            System.exit(2);
        }
        // Only a process of its own sets this: as part of the bench, the city logs as the bench says.
        System.setProperty("logback.configurationFile", "platform-logback.xml");
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
