package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.face.FacePhotos;

/** The library that runs the networks tells nobody of it: drivers/decisions/3. */
class RuntimeKeepsToItselfTest {

    /** A kiosk's class path alone makes several thousand characters; the library once fell over that. */
    private static final String LONG_ARGUMENT = "x".repeat(20_000);

    /** Opens the networks in a process of its own. */
    public static final class Main {
        public static void main(String[] arguments) throws IOException {
            FaceSight.open(Path.of(arguments[0])).close();
        }
    }

    @Test
    void openedNetworks_leaveNothingInTheHomeFolder_andNothingInTheTempFolder(@TempDir Path folder) throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path temp = Files.createDirectory(folder.resolve("temp"));
        ProcessBuilder opening = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                FacePhotos.models().toString(),
                LONG_ARGUMENT));
        Map<String, String> environment = opening.environment();
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temp.toString());
        environment.keySet().removeIf(name -> name.startsWith("XDG_"));
        Process process = opening.inheritIO().start();
        assertEquals(0, process.waitFor());
        assertEquals(List.of(), files(home));
        // Where the library was unpacked for a while.
        assertEquals(List.of(), files(temp));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
