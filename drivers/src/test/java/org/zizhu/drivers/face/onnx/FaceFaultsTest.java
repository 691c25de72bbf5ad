package org.zizhu.drivers.face.onnx;

import static org.zizhu.drivers.DeviceState.HARDWARE_ERROR;
import static org.zizhu.drivers.DeviceState.NO_DEVICE;
import static org.zizhu.drivers.faults.Answer.shows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.face.FacePhotos;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.Photo;
import org.zizhu.drivers.faults.Chapter;
import org.zizhu.drivers.faults.Fault;
import org.zizhu.drivers.faults.Rig;
import org.zizhu.drivers.loop.MonotonicClock;

/** Its cable is its folder: what can happen to files. */
class FaceFaultsTest {
    private static final String NO_CABLE = "it is a program and a folder of files: nothing is plugged in";
    private static final String ANSWERS_ALWAYS = "it computes: each command ends by itself, or by its time";
    private static final String NOTHING_MOVES = "nothing in it moves, and it has neither door nor sensor";

    @TestFactory
    Stream<DynamicTest> everyFaultInEveryState_isAnswered() {
        return Chapter.of("Face matcher", List.of("onnx-faces"), Matching::new)
                .state("idle", matching -> {})
                .fault(Fault.UNPLUG, Matching::takeAway, Matching::putBack, shows(NO_DEVICE, "models-missing"))
                .never(Fault.REPLUG_ELSEWHERE, NO_CABLE)
                .never(Fault.POWER_OFF, NO_CABLE)
                .never(Fault.SILENCE, ANSWERS_ALWAYS)
                .fault(Fault.GARBAGE, Matching::garbage, Matching::putBack, shows(HARDWARE_ERROR, "models-unknown"))
                .fault(Fault.HALF_FRAME, Matching::cutShort, Matching::putBack, shows(HARDWARE_ERROR, "models-damaged"))
                .fault(
                        Fault.WRONG_CHECKSUM,
                        Matching::flipBit,
                        Matching::putBack,
                        shows(HARDWARE_ERROR, "models-damaged"))
                .never(Fault.BUSY, ANSWERS_ALWAYS + "; a second command waits for the first")
                .never(Fault.JAM, NOTHING_MOVES)
                .never(Fault.EMPTY, NOTHING_MOVES)
                .never(Fault.FULL_BIN, NOTHING_MOVES)
                .never(Fault.DOOR_OPEN, NOTHING_MOVES)
                .never(Fault.STUCK_SENSOR, NOTHING_MOVES + "; that of the camera is told by the camera")
                .tests();
    }

    private static final class Matching implements Rig {
        private static final byte[] STANDING = FacePhotos.jpeg(FacePhotos.standing());
        private static final String ONE = "fr_landmark.onnx";

        private final Path models;
        private final OnnxFaceMatcher driver;

        Matching(Path folder) throws IOException {
            models = folder.resolve("models");
            putBack();
            driver = new OnnxFaceMatcher(
                    "face-matcher", models, FacePolicy.USUAL, MonotonicClock.SYSTEM, InstantSource.system());
            driver.start();
        }

        @Override
        public Device device() {
            return driver;
        }

        @Override
        public CompletableFuture<Completion<FaceTemplate>> job() {
            return driver.reference(new Photo.Encoded(STANDING), Duration.ofSeconds(20));
        }

        void takeAway() throws IOException {
            Files.move(models, models.resolveSibling("away"));
        }

        void putBack() throws IOException {
            Path away = models.resolveSibling("away");
            if (Files.exists(away)) {
                Files.move(away, models);
                return;
            }
            Files.createDirectories(models);
            try (Stream<Path> files = Files.list(FacePhotos.models())) {
                for (Path file : files.toList()) {
                    Files.copy(file, models.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }

        /** Whole by its sum, and no network. */
        void garbage() throws Exception {
            byte[] garbage = "no network".getBytes(StandardCharsets.UTF_8);
            Path sums = models.resolve(ModelFolder.SUMS);
            String sum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(garbage));
            String changed = Files.readString(sums).replaceAll("[0-9a-f]{64}  " + ONE, sum + "  " + ONE);
            // The sums first: the folder is looked at again when the file has changed too.
            replace(sums, changed.getBytes(StandardCharsets.UTF_8));
            replace(models.resolve(ONE), garbage);
        }

        void cutShort() throws IOException {
            byte[] whole = Files.readAllBytes(models.resolve(ONE));
            replace(models.resolve(ONE), Arrays.copyOf(whole, whole.length / 2));
        }

        void flipBit() throws IOException {
            byte[] bytes = Files.readAllBytes(models.resolve(ONE));
            bytes[bytes.length / 2] ^= 1;
            replace(models.resolve(ONE), bytes);
        }

        /** At once, as an update does it. */
        private void replace(Path file, byte[] by) throws IOException {
            Path fresh = models.resolveSibling("fresh");
            Files.write(fresh, by);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void close() {
            driver.close();
        }
    }
}
