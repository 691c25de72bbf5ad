package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The folder with the networks' weights, and {@value #SUMS} beside them: the SHA-256 of each, in the form of {@code sha256sum}.
 * A site that replaces weights writes its own sums; they are there to find what was damaged on the way, and who may write
 * into the folder is the system's to guard.
 */
record ModelFolder(Path folder) {

    static final String SUMS = "SHA256SUMS";

    /** Several times those in use. */
    private static final long LARGEST_BYTES = 256L << 20;

    private static final long LONGEST_SUMS_BYTES = 64 << 10;

    /** The networks in use, by the names of their files. */
    enum Model {
        DETECT(Network.Layout.BLOCKED),
        LANDMARK(Network.Layout.BLOCKED),
        FEATURE(Network.Layout.BLOCKED),
        LIVENESS(Network.Layout.PLAIN),
        POSE(Network.Layout.BLOCKED);

        private final Network.Layout layout;

        Model(Network.Layout layout) {
            this.layout = layout;
        }

        /** In which it is faster. */
        Network.Layout layout() {
            return layout;
        }

        String file() {
            return "fr_" + name().toLowerCase(Locale.ROOT) + ".onnx";
        }
    }

    /** The weights of a model, whole and as they were meant, but for those that are too faint to matter. */
    byte[] weights(Model model) throws IOException {
        String expected = sums().get(model.file());
        if (expected == null) {
            throw new Unfit(Unfit.MISSING);
        }
        byte[] weights = read(model.file(), LARGEST_BYTES);
        if (!sum(weights).equals(expected)) {
            throw new Unfit(Unfit.DAMAGED);
        }
        FaintWeights.silence(weights);
        return weights;
    }

    /** One word for all of them together, by which field staff compare two units. */
    String fingerprint() throws IOException {
        return sum(read(SUMS, LONGEST_SUMS_BYTES)).substring(0, 12);
    }

    private Map<String, String> sums() throws IOException {
        Map<String, String> sums = new HashMap<>();
        String text = new String(read(SUMS, LONGEST_SUMS_BYTES), StandardCharsets.UTF_8);
        for (String line : text.split("\n", -1)) {
            String[] parts = line.strip().split("\\s+\\*?", 2);
            if (parts.length == 2) {
                sums.put(parts[1], parts[0]);
            }
        }
        return sums;
    }

    private byte[] read(String file, long most) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            byte[] bytes = in.readNBytes((int) most + 1);
            if (bytes.length > most) {
                throw new Unfit(Unfit.DAMAGED);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new Unfit(Unfit.MISSING);
        } catch (Unfit e) {
            throw e;
        } catch (IOException e) {
            // A folder in its place, a disk that fails, no right to read.
            throw new Unfit(Unfit.UNREADABLE);
        }
    }

    private static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
