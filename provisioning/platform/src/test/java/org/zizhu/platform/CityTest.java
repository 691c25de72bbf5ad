package org.zizhu.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One city and one enrolled terminal for all stories of a class, and a key of its own for each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CityTest {

    protected final HandClock clock = new HandClock();
    protected Path folder;
    protected SandboxCity city;
    protected Terminal terminal;
    /** Idempotency key; a story that needs more of them appends to it. */
    protected String key;

    @BeforeAll
    void found(@TempDir Path temporary) throws IOException {
        folder = temporary;
        city = start();
        terminal = Terminal.enrolled(city, "T-0001", folder.resolve("unit"));
    }

    @BeforeEach
    void newKey() {
        key = UUID.randomUUID().toString();
    }

    @AfterAll
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
