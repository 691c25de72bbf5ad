package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few points of the kill matrix, where money is between two hands; {@code ./run kill-matrix} plays them all. */
class KillMatrixTest {

    /** A prime, larger than any story is long. */
    private static final int STRIDE = 101;

    @TempDir
    static Path folder;

    private static KillMatrix matrix;

    @BeforeAll
    static void found() throws IOException {
        matrix = new KillMatrix(folder);
    }

    @AfterAll
    static void leave() {
        matrix.close();
    }

    @Test
    void paidAndThePowerIsCut_theMoneyIsWhereThePaperIs() throws IOException {
        List<KillMatrix.Point> money = matrix.points(KillStory.PAID_EXTRACT).stream()
                .filter(point ->
                        !point.before() && List.of("PAY DONE", "PRINT DONE").contains(point.what()))
                .toList();
        assertFalse(money.isEmpty(), "no money in the story");
        for (KillMatrix.Point point : money) {
            KillMatrix.Result result = matrix.kill(point);
            System.out.println(result.line());
            assertTrue(result.cut(), point::toString);
        }
    }

    /**
     * Each day a point of another story, so that in time the tests come by all that do not wait for minutes, and do not take the machine's one
     * card service from other tests.
     */
    @Test
    void thePointOfTheDay_isSettledToo() throws IOException {
        List<KillStory> stories = Arrays.stream(KillStory.values())
                .filter(story -> story.patience.equals(Citizen.PATIENCE)
                        && !story.goods.parts().contains(Cabinet.Part.CHIP_CARD_READER))
                .toList();
        int day = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
        List<KillMatrix.Point> points = matrix.points(stories.get(day % stories.size()));
        // As if all points were laid in one row and gone along with a stride that shares nothing with their number.
        KillMatrix.Point today = points.get(day / stories.size() * STRIDE % points.size());
        System.out.println(matrix.kill(today).line());
    }
}
