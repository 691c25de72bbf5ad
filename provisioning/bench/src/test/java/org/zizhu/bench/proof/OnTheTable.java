package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;

/** A city for all stories of a class; for each story a cabinet, a kiosk in this process, and somebody who wants a certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnTheTable {

    Path folder;

    SandboxCity city;
    Records records;
    Cabinet cabinet;
    Citizen citizen;
    String terminal;
    Path unit;
    private RunningKiosk kiosk;
    private int stories;

    @BeforeAll
    void found(@TempDir Path temporary) throws IOException {
        folder = temporary;
        city = SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1));
        records = new Records(folder.resolve("city"), city);
    }

    @BeforeEach
    void set(TestInfo story) throws IOException {
        terminal = "ZZ-" + getClass().getSimpleName() + "-" + ++stories;
        Path here = folder.resolve("story-" + stories);
        unit = here.resolve("unit");
        cabinet = new Cabinet(here, city, terminal);
        citizen = new Citizen(cabinet, city.person("certificate"));
        kiosk = switchOn(here);
        citizen.before(kiosk);
    }

    /** A kiosk in this process, unless a story needs one that it can do worse things to. */
    RunningKiosk switchOn(Path here) throws IOException {
        return new KioskInside(unit, citizen::sees);
    }

    @AfterEach
    void clear() {
        city.faults().heal();
        if (kiosk != null) {
            kiosk.close();
        }
        cabinet.close();
    }

    @AfterAll
    void close() {
        city.close();
    }

    /** Ends the kiosk, and tells what its journal says of steps, as "PRINT DONE". */
    List<String> steps() {
        kiosk.close();
        kiosk = null;
        return JournalReading.steps(unit);
    }

    /** What the public page says of each document, when the platform has been told all. */
    List<String> verdicts() {
        Eventually.holds(() -> JournalReading.settled(unit), () -> JournalReading.listing(unit));
        return records.of(terminal).stream().map(Records.Document::verdict).toList();
    }

    /** Reaches this trouble and stays there. */
    void troubledBy(String code) {
        Sight trouble = citizen.reaches("trouble");
        if (!trouble.detail().equals(code)) {
            throw new AssertionError("expected the trouble " + code + ", not " + trouble.detail());
        }
    }

    /** The trouble is over: the citizen tries again, and has a certificate of two sheets in the end. */
    void anotherTrySucceeds() {
        // A driver looks at its idle device every second or two: until then the kiosk says the same again.
        citizen.on("trouble", () -> citizen.touch(new Action.Retry()));
        citizen.touch(new Action.Retry());
        citizen.reaches("review");
        if (citizen.sheets() < 2) {
            throw new AssertionError(citizen.sheets() + " sheets");
        }
    }
}
