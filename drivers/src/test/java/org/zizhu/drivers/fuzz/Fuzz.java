package org.zizhu.drivers.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Feeds a parser; see the package. The same inputs each time: they come from a seed that the parser's name makes. */
public final class Fuzz {

    /** Finds what there is to be found in a parser of a page of code, in a few seconds. */
    private static final int INPUTS = 20_000;

    /** A parser needs microseconds; a machine that is loaded may pause it for long. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** What a parser may keep between two pieces: far more than one frame, far less than what is fed into it. */
    private static final long MOST_HELD_BYTES = 64 * 1024;

    /** A line that never makes sense must not fill the memory: so many inputs go into one and the same parser. */
    private static final int INPUTS_A_PARSER = 1000;

    /** A parser that is fed a stream piece by piece and keeps what it can't use yet. */
    @FunctionalInterface
    public interface Stream {
        void take(byte[] piece) throws Exception;
    }

    /** A parser that is given all at once. */
    @FunctionalInterface
    public interface Block {
        void parse(byte[] bytes) throws Exception;
    }

    /**
     * What is fed, and with what.
     *
     * @param fresh makes a parser that has been fed nothing
     */
    record Target(String parser, List<byte[]> seeds, Set<Class<? extends Exception>> declared, Supplier<Block> fresh) {
        boolean declares(Exception thrown) {
            return declared.stream().anyMatch(kind -> kind.isInstance(thrown));
        }
    }

    private final String parser;
    private final Set<Class<? extends Exception>> declared;
    private final Duration longest;
    private final Mutations mutations;
    private final Random random;
    private final AtomicReference<byte[]> input = new AtomicReference<>(new byte[0]);
    private int inputs;
    private long bytes;
    private long mostHeld;

    private Fuzz(String parser, List<byte[]> seeds, Set<Class<? extends Exception>> declared) {
        this(parser, seeds, declared, LONGEST);
    }

    Fuzz(String parser, List<byte[]> seeds, Set<Class<? extends Exception>> declared, Duration longest) {
        this.parser = parser;
        this.declared = declared;
        this.longest = longest;
        this.random = new Random(parser.hashCode());
        this.mutations = new Mutations(seeds, random);
    }

    /**
     * Streams into a parser that throws nothing.
     *
     * @param seeds captured frames
     * @param parsers makes a fresh parser; what is reachable from the stream that it returns counts as held
     */
    public static void stream(String parser, List<byte[]> seeds, Supplier<Stream> parsers) {
        stream(parser, seeds, Set.of(), parsers);
    }

    /** Streams into a parser that may throw what is declared. */
    public static void stream(
            String parser, List<byte[]> seeds, Set<Class<? extends Exception>> declared, Supplier<Stream> parsers) {
        if (!Soak.takes(new Target(parser, seeds, declared, () -> inPieces(parsers.get())))) {
            new Fuzz(parser, seeds, declared).run(parsers);
        }
    }

    /** Blocks into a parser that keeps nothing between them and throws nothing. */
    public static void blocks(String parser, List<byte[]> seeds, Block block) {
        blocks(parser, seeds, Set.of(), block);
    }

    /** Blocks into a parser that keeps nothing between them and may throw what is declared. */
    public static void blocks(
            String parser, List<byte[]> seeds, Set<Class<? extends Exception>> declared, Block block) {
        if (!Soak.takes(new Target(parser, seeds, declared, () -> block))) {
            new Fuzz(parser, seeds, declared).runWhole(block);
        }
    }

    /** The same input is always cut in the same way. */
    private static Block inPieces(Stream stream) {
        return bytes -> {
            for (byte[] piece : pieces(bytes, new Random(Arrays.hashCode(bytes)))) {
                stream.take(piece);
            }
        };
    }

    private static List<byte[]> pieces(byte[] whole, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        while (at < whole.length) {
            int length = Math.min(whole.length - at, 1 + random.nextInt(1 << random.nextInt(10)));
            pieces.add(Arrays.copyOfRange(whole, at, at + length));
            at += length;
        }
        return pieces;
    }

    private void run(Supplier<Stream> parsers) {
        inBoundedTime(() -> {
            Stream stream = parsers.get();
            while (inputs < INPUTS) {
                if (inputs % INPUTS_A_PARSER == 0) {
                    stream = parsers.get();
                }
                byte[] whole = nextInput();
                for (byte[] piece : pieces(whole, random)) {
                    feed(stream::take, piece);
                }
                notTooMuchHeld(stream);
            }
        });
    }

    void runWhole(Block block) {
        inBoundedTime(() -> {
            while (inputs < INPUTS) {
                feed(block, nextInput());
            }
        });
    }

    private byte[] nextInput() {
        byte[] next = mutations.next();
        inputs++;
        bytes += next.length;
        input.set(next);
        return next;
    }

    private void feed(Block block, byte[] piece) {
        try {
            block.parse(piece);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            if (declared.stream().noneMatch(kind -> kind.isInstance(e))) {
                throw new AssertionError(parser + " threw at " + hex(), e);
            }
        }
    }

    private void notTooMuchHeld(Stream stream) {
        long held = Held.bytes(stream);
        mostHeld = Math.max(mostHeld, held);
        if (held > MOST_HELD_BYTES) {
            throw new AssertionError(parser + " holds " + held + " bytes after " + hex());
        }
    }

    private void inBoundedTime(Runnable all) {
        FutureTask<Void> task = new FutureTask<>(all, null);
        Thread thread = new Thread(task, "fuzz-" + parser);
        thread.setDaemon(true);
        thread.start();
        byte[] before = null;
        while (true) {
            try {
                task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
                tell();
                return;
            } catch (TimeoutException e) {
                byte[] now = input.get();
                if (now == before) {
                    throw new AssertionError(parser + " does not end at " + hex(), e);
                }
                before = now;
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private String hex() {
        return "input " + inputs + ": " + HexFormat.of().formatHex(input.get());
    }

    private void tell() {
        try {
            Files.writeString(
                    Path.of("target", "fuzz.txt"),
                    String.format(
                            "%s: %d inputs tried, %d kB; held %d bytes at the most%n",
                            parser, inputs, bytes / 1000, mostHeld),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
