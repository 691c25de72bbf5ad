package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After a visit, what a thief of the kiosk would find of the citizen. */
class NothingPersonalIsLeftTest extends OnTheTable {

    private KioskOutside kiosk;
    private Path temp;
    private Path log;

    @Override
    RunningKiosk switchOn(Path here) throws IOException {
        temp = here.resolve("tmp");
        log = here.resolve("kiosk.log");
        kiosk = new KioskOutside(List.of(), unit, temp, log, "never", citizen::sees);
        return kiosk;
    }

    @Test
    void afterTheVisit_noFileOfTheKioskKnowsTheCitizen() {
        citizen.visitsFromBeginToEnd();
        assertEquals(List.of("genuine"), verdicts());

        assertEquals(List.of(), Traces.of(city.person("certificate"), unit, temp, log));
    }

    @Test
    void afterTheVisit_theKiosksMemoryKnowsTheCitizenNoMore() throws IOException {
        citizen.reaches("confirmation");
        assertFalse(tracesInMemory("during").isEmpty(), "the search finds nothing where there is something");

        citizen.goesOn().visitsFromBeginToEnd();
        assertEquals(List.of("genuine"), verdicts());

        assertEquals(List.of(), tracesInMemory("after"));
    }

    /** Of what somebody in the kiosk still holds: the dump collects garbage first. */
    private List<String> tracesInMemory(String when) throws IOException {
        Path dump = folder.resolve(when + ".hprof");
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Judge.says(folder, "openjdk-17-jdk-headless", jcmd, "" + kiosk.pid(), "GC.heap_dump", dump.toString());
        return Traces.in(Files.readAllBytes(dump), city.person("certificate"));
    }
}
