package org.zizhu.drivers.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes inputs of captured frames: damaged in one to four ways, or joined, or noise. */
final class Mutations {

    /** One input in so many is no frame at all. */
    private static final int NOISE = 10;

    private static final int LONGEST_NOISE_BYTES = 4096;

    /** No input grows beyond this by repeating. */
    private static final int LONGEST_BYTES = 64 * 1024;

    /** What lengths, counts and terminators go wrong at. */
    private static final byte[] EXTREMES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, ' ', '"', '\n', '{', '}'};

    private final List<byte[]> seeds;
    private final Random random;

    Mutations(List<byte[]> seeds, Random random) {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("no captured frame to begin with");
        }
        this.seeds = List.copyOf(seeds);
        this.random = random;
    }

    byte[] next() {
        if (random.nextInt(NOISE) == 0) {
            return noise(LONGEST_NOISE_BYTES);
        }
        byte[] bytes = seed().clone();
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            bytes = mutated(bytes);
        }
        return bytes;
    }

    private byte[] mutated(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int end = at + random.nextInt(bytes.length - at + 1);
        return switch (random.nextInt(9)) {
            case 0 -> bitFlipped(bytes);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> Arrays.copyOfRange(bytes, at, bytes.length);
            // Without a piece, and with noise in its place.
            case 3 -> replaced(bytes, at, end, new byte[0]);
            case 4 -> replaced(bytes, at, at, noise(32));
            // A piece twice, and a piece of another frame.
            case 5 -> replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 6 -> replaced(bytes, at, end, seed());
            // An extreme value in a byte, and in a field of two or four.
            case 7 -> extreme(bytes, 1);
            default -> extreme(bytes, 2 << random.nextInt(2));
        };
    }

    private byte[] bitFlipped(byte[] bytes) {
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] extreme(byte[] bytes, int width) {
        if (bytes.length >= width) {
            int at = random.nextInt(bytes.length - width + 1);
            Arrays.fill(bytes, at, at + width, EXTREMES[random.nextInt(EXTREMES.length)]);
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] made = new byte[from + by.length + bytes.length - to];
        System.arraycopy(bytes, 0, made, 0, from);
        System.arraycopy(by, 0, made, from, by.length);
        System.arraycopy(bytes, to, made, from + by.length, bytes.length - to);
        return made.length > LONGEST_BYTES ? Arrays.copyOf(made, LONGEST_BYTES) : made;
    }

    private byte[] seed() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] noise(int longest) {
        byte[] noise = new byte[1 + random.nextInt(longest)];
        random.nextBytes(noise);
        return noise;
    }
}
