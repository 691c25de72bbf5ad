package org.zizhu.drivers.face.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.face.FacePhotos;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.onnx.FaceSight;

/** A site measures on a folder of photos, and is told what it is worth. */
class MeasurementTest {
    private static FaceSight sight;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        sight = FaceSight.open(FacePhotos.models());
    }

    @AfterAll
    static void close() {
        sight.close();
    }

    private void put(String where, byte[] photo) throws IOException {
        Path file = folder.resolve(where);
        Files.createDirectories(file.getParent());
        Files.write(file, photo);
    }

    /** Two photos of each of three people, and one without a face. */
    @Test
    void people_becomePairs_andWhatHasNoFaceIsCounted() throws IOException {
        Map<String, List<Path>> people = FacePhotos.people();
        for (String name : List.of("John_Salley", "John_Savage", "John_Simm")) {
            put(name + "/a.jpg", Files.readAllBytes(people.get(name).get(0)));
            put(name + "/more/b.JPG", Files.readAllBytes(people.get(name).get(1)));
        }
        put("John_Simm/wall.jpg", FacePhotos.jpeg(FacePhotos.wall()));
        put("John_Simm/notes.txt", new byte[] {1});
        Pairs pairs = Pairs.of(folder, sight);
        assertEquals(3, pairs.people());
        assertEquals(7, pairs.photos());
        assertEquals(1, pairs.notAcquired());
        assertEquals(3, pairs.rates().countAbove());
        assertEquals(12, pairs.rates().countBelow());
        assertEquals(0, pairs.rates().equalErrorRate());
        List<String> report = FaceReport.of(pairs, FacePolicy.USUAL);
        assertEquals(
                "3 people, 7 photos (1 without exactly one face); 3 genuine pairs, 12 impostor pairs", report.get(0));
        assertTrue(report.contains("  that is the best of all impostor pairs: they are too few for a rate of 0.1 %"));
        assertTrue(report.contains("accepted from 0.45: FMR 0 % (< 25.00 %), FNMR 0 % (< 100.00 %)"));
    }

    @Test
    void oneOfAKind_givesNoRates() throws IOException {
        put("somebody/a.jpg", FacePhotos.jpeg(FacePhotos.standing()));
        assertEquals(
                "no rates: two photos of one person, and two people, are the least that they need",
                FaceReport.of(Pairs.of(folder, sight), FacePolicy.USUAL).get(1));
    }

    @Test
    void livingFacesAndAttacks_becomeApcerAndBpcer() throws IOException {
        put("live/a.jpg", FacePhotos.jpeg(FacePhotos.standing()));
        put(
                "attack/paper/a.jpg",
                FacePhotos.jpeg(FacePhotos.drawn(
                        FacePhotos.read(FacePhotos.people().get("John_Salley").get(2)),
                        490,
                        210,
                        300,
                        300,
                        FacePhotos.wall())));
        Album album = Album.of(folder);
        assertTrue(album.tellsLiveFromAttack());
        Presentations presentations = Presentations.of(album, sight);
        assertEquals(0, presentations.notAcquired());
        List<String> report = FaceReport.of(presentations, FacePolicy.USUAL);
        assertEquals("1 bona fide presentations, 1 attacks (0 pictures without exactly one face)", report.get(0));
        assertTrue(report.contains("alive from 0.50: APCER 0 % (< 100.00 %), BPCER 0 % (< 100.00 %)"));
    }
}
