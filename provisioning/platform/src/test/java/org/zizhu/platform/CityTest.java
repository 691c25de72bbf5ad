package org.zizhu.platform;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh city and one enrolled terminal for each story. */
public abstract class CityTest {

    @TempDir
    protected Path folder;

    protected final HandClock clock = new HandClock();
    protected SandboxCity city;
    protected Terminal terminal;

    @BeforeEach
    void found() throws IOException {
        city = start();
        terminal = Terminal.enrolled(city, "T-0001", folder.resolve("unit"));
    }

    @AfterEach
    void close() {
        city.close();
    }

    /** Ends the city as it is and starts it again from its folder. */
    protected void restart() throws IOException {
        city.close();
        city = start();
        terminal = terminal.movedTo(city);
    }

    protected String session(String person) {
        return terminal.session(city.person(person).card());
    }

    private SandboxCity start() throws IOException {
        return SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, clock, 1));
    }
}
