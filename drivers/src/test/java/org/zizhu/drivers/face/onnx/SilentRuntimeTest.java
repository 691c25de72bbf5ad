package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import ai.onnxruntime.OrtEnvironment;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * ONNX Runtime 1.29.0 told its makers of each process that loaded it, by a device number and a database that it left in the home
 * folder; and it died where the command line was longer than its stack was deep. On a unit it must be one that does not.
 */
class SilentRuntimeTest {

    /** Whom it told, what it looked at, and what it called itself. */
    private static final List<String> TRACES =
            List.of("events.data.microsoft.com", "OneCollector", "/proc/self/cmdline", "PosixTelemetry");

    @Test
    void nativeLibrary_knowsNobodyToTell() throws Exception {
        try (InputStream library =
                OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/linux-x64/libonnxruntime.so")) {
            assertNotNull(library);
            String bytes = new String(library.readAllBytes(), StandardCharsets.ISO_8859_1);
            for (String trace : TRACES) {
                assertFalse(bytes.contains(trace), trace);
            }
        }
    }
}
