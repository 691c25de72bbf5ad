package org.zizhu.bench.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.benchmark.CodeScores.Score;

/** A part of the set that the benchmark measures, against the same peers. */
@Timeout(300)
class CodesTest {

    private static final int OF_EACH = 4;

    @TempDir
    Path folder;

    @Test
    void harshCodes_areReadMoreOftenThanByZbarAndZXingCpp_andNeverWrongly() throws Exception {
        CodeScores scores = new CodeScores(folder, OF_EACH);
        Score ours = scores.oursAtOnce();
        Score zbar = scores.zbar();
        Score zxing = scores.zxingCpp();
        String all = "of " + scores.codes() + ": ours " + ours.read() + ", zbar " + zbar.read() + ", ZXing-C++ "
                + zxing.read();
        assertTrue(zbar.read() > scores.codes() / 4 && zxing.read() > scores.codes() / 4, "the peers work, " + all);
        assertTrue(ours.read() > zbar.read() && ours.read() > zxing.read(), all);
        assertEquals(0, ours.wrong(), "codes that aren't there");
    }
}
