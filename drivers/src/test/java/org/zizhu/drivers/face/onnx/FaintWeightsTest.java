package org.zizhu.drivers.face.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.camera.emulator.Jpeg;
import org.zizhu.drivers.face.FacePhotos;

/** Weights that are next to nothing are made nothing, and nothing else in a network's file is touched. */
class FaintWeightsTest {
    private static final int FLOAT = 1;
    private static final int INT = 6;

    private static byte[] message(int field, byte[] value) {
        return ByteBuffer.allocate(value.length + 3)
                .put((byte) ((field << 3) | 2))
                // Two bytes hold each length that is written here.
                .put((byte) ((value.length & 0x7F) | 0x80))
                .put((byte) (value.length >> 7))
                .put(value)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] model(int kind, float... numbers) {
        ByteBuffer raw = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            raw.putFloat(number);
        }
        byte[] tensor = joined(
                new byte[] {1 << 3, (byte) numbers.length, 2 << 3, (byte) kind},
                message(8, new byte[] {'w'}),
                message(9, raw.array()));
        return joined(new byte[] {1 << 3, 8}, message(2, new byte[] {'u', 's'}), message(7, message(5, tensor)));
    }

    private static byte[] silenced(byte[] model) {
        FaintWeights.silence(model);
        return model;
    }

    @Test
    void weightsThatAreNextToNothing_becomeNothing_andTheOthersStay() {
        assertArrayEquals(
                model(FLOAT, 0.5f, 0, -0.25f, 0, 1e-14f, Float.POSITIVE_INFINITY),
                silenced(model(FLOAT, 0.5f, 1e-16f, -0.25f, -1e-40f, 1e-14f, Float.POSITIVE_INFINITY)));
    }

    @Test
    void numberThatStandsAlone_isAFormulasConstant_andStays() {
        assertArrayEquals(model(FLOAT, 1e-20f), silenced(model(FLOAT, 1e-20f)));
    }

    @Test
    void otherKindsOfNumbers_stay() {
        assertArrayEquals(model(INT, 1e-20f, 1e-40f), silenced(model(INT, 1e-20f, 1e-40f)));
    }

    @Test
    void whatIsNoNetwork_isLeftForTheRuntimeToRefuse() {
        SplittableRandom random = new SplittableRandom(11);
        byte[] whole = model(FLOAT, 0.5f, 0.25f, 0.125f);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int i = 0; i < bytes.length; i += 1 + random.nextInt(bytes.length)) {
                bytes[i] = (byte) random.nextInt();
            }
            FaintWeights.silence(bytes);
        }
    }

    /** The file on which it was found, in which it takes half of the time. */
    @Test
    void embeddingsFile_hasManyOfThem_andStillTellsTheSame() throws IOException {
        byte[] file = Files.readAllBytes(FacePhotos.models().resolve(ModelFolder.Model.FEATURE.file()));
        byte[] without = silenced(file.clone());
        assertTrue(Arrays.mismatch(file, without) > 0, "nothing was silenced");
        assertArrayEquals(embedding(file), embedding(without), 1e-5f);
        byte[] twice = silenced(without.clone());
        assertEquals(-1, Arrays.mismatch(without, twice));
    }

    private static float[] embedding(byte[] weights) throws IOException {
        try (Network network = Network.open(
                        weights,
                        Network.Layout.BLOCKED,
                        CloseUp.SIDE,
                        CloseUp.SIDE,
                        Channels.BGR_AROUND_ZERO,
                        List.of(),
                        512);
                RgbPicture picture =
                        RgbPicture.decode(Jpeg.of(FacePhotos.standing())).orElseThrow()) {
            return network.of(picture, new Square(300, 0, 600).placement(CloseUp.SIDE))
                    .get(0);
        }
    }
}
