package org.zizhu.bench.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.table.UnitFolder;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.Settings;

class SignedCodesTest {

    @TempDir
    Path folder;

    @Test
    void aCodeIsMeasured_andIsNoBiggerThanItMayBe() throws Exception {
        try (SandboxCity city =
                SandboxCity.start(new Settings(folder.resolve("city"), 0, 0, InstantSource.system(), 1))) {
            UnitFolder.write(folder.resolve("unit"), city, UnitFolder.TERMINAL, List.of(), 0);

            List<Result> results = new SignedCodes(city, folder.resolve("unit"), 1).take();

            assertEquals(2, results.size());
            assertEquals(
                    Result.Verdict.MET, results.get(0).verdict(), results.get(0).measured());
        }
    }
}
