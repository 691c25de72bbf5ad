package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kernel refuses every further byte in a file, as on a full disk, while the kiosk runs. */
class DiskFullTest extends OnTheTable {

    private KioskOutside kiosk;

    @Override
    RunningKiosk switchOn(Path here) throws IOException {
        kiosk = new KioskOutside(
                List.of(), unit, here.resolve("tmp"), here.resolve("kiosk.log"), "never", citizen::sees);
        return kiosk;
    }

    @Test
    void diskFullWhenTheCitizenAgrees_nothingIsIssuedOrPrinted_andServiceComesBackWithRoom() throws IOException {
        citizen.reaches("confirmation");
        filesMayGrow(false);
        citizen.goesOn().reaches("out-of-service", "This kiosk can't keep its records");

        assertEquals(List.of(), records.of(terminal));
        assertTrue(cabinet.printer.lastDocument().isEmpty());

        cabinet.reader.lift();
        filesMayGrow(true);
        citizen.then(city.person("one-page")).on("out-of-service", () -> {}).reaches("review");
        assertEquals(1, citizen.sheets());
        assertEquals(List.of("genuine"), verdicts());
    }

    private void filesMayGrow(boolean may) throws IOException {
        Judge.says(
                folder,
                "util-linux",
                "prlimit",
                "--pid",
                Long.toString(kiosk.pid()),
                "--fsize=" + (may ? "unlimited" : "1") + ":unlimited");
    }
}
