package org.zizhu.drivers.face.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One network: a part of a picture in, numbers out. Used by one thread. Its input and what came out are overwritten when they
 * have been used.
 */
final class Network implements AutoCloseable {

    /** One pool for all networks, since they run one after the other; a unit has two cores. */
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    /**
     * How the runtime lays out what a network computes with. It takes the blocked way for the better one at its highest level of
     * optimisation; for each network both were measured (see {@code decisions/2-faces-on-the-unit.md}). What comes out differs by rounding alone.
     */
    enum Layout {
        /** As many channels together as one instruction computes with. */
        BLOCKED(OrtSession.SessionOptions.OptLevel.ALL_OPT),
        /** One channel after the other. */
        PLAIN(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);

        private final OrtSession.SessionOptions.OptLevel level;

        Layout(OrtSession.SessionOptions.OptLevel level) {
            this.level = level;
        }
    }

    /** How many numbers of each output are expected. */
    private final int[] outputLengths;

    private final List<String> outputs;
    private final Set<String> wanted;
    private final OrtSession session;
    private final String input;
    private final Channels channels;
    private final Patch patch;
    private final float[] numbers;

    /** What the runtime reads: filled at once, since each number for itself takes ten times as long. */
    private final FloatBuffer pixels;

    private final OnnxTensor tensor;
    private long computedNanos;

    private Network(
            OrtEnvironment runtime,
            OrtSession session,
            int width,
            int height,
            Channels channels,
            List<String> outputs,
            int[] outputLengths)
            throws OrtException {
        this.session = session;
        this.channels = channels;
        this.outputs = outputs;
        this.wanted = Set.copyOf(outputs);
        this.outputLengths = outputLengths;
        this.input = session.getInputNames().iterator().next();
        this.patch = new Patch(width, height);
        this.numbers = new float[channels.planes() * width * height];
        this.pixels = ByteBuffer.allocateDirect(numbers.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        this.tensor = OnnxTensor.createTensor(runtime, pixels, new long[] {1, channels.planes(), height, width});
    }

    /** The runtime, with its native library; the same one for all. */
    static OrtEnvironment runtime() throws Unfit {
        try {
            return Runtimes.ONE;
        } catch (LinkageError e) {
            throw new Unfit(Unfit.NO_RUNTIME);
        }
    }

    /** Loaded when it is first asked for. */
    private static final class Runtimes {
        static final OrtEnvironment ONE = open();

        private static OrtEnvironment open() {
            try (OrtEnvironment.ThreadingOptions threads = new OrtEnvironment.ThreadingOptions()) {
                threads.setGlobalIntraOpNumThreads(THREADS);
                threads.setGlobalInterOpNumThreads(1);
                // Threads that wait for work must not take the cores from the window.
                threads.setGlobalSpinControl(false);
                return OrtEnvironment.getEnvironment(
                        OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, OrtEnvironment.DEFAULT_NAME, threads);
            } catch (OrtException e) {
                throw new IllegalStateException("the options that ONNX Runtime knows", e);
            }
        }
    }

    /**
     * Opens a network.
     *
     * @param outputs of which the numbers are wanted; none for the only one that there is
     * @throws Unfit when it is not the network that is meant
     */
    static Network open(
            byte[] weights,
            Layout layout,
            int width,
            int height,
            Channels channels,
            List<String> outputs,
            int... outputLengths)
            throws IOException {
        OrtEnvironment runtime = runtime();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.disablePerSessionThreads();
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setOptimizationLevel(layout.level);
            OrtSession session = runtime.createSession(weights, options);
            try {
                List<String> names = outputs.isEmpty() ? List.copyOf(session.getOutputNames()) : outputs;
                requireInput(session, channels.planes(), height, width);
                if (names.size() != outputLengths.length
                        || !session.getOutputNames().containsAll(names)) {
                    throw new Unfit(Unfit.UNKNOWN);
                }
                return new Network(runtime, session, width, height, channels, names, outputLengths);
            } catch (IOException | OrtException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new Unfit(Unfit.UNKNOWN);
        }
    }

    private static void requireInput(OrtSession session, long... shape) throws OrtException, Unfit {
        boolean one = session.getNumInputs() == 1;
        if (!one || !(session.getInputInfo().values().iterator().next().getInfo() instanceof TensorInfo info)) {
            throw new Unfit(Unfit.UNKNOWN);
        }
        long[] has = info.getShape();
        boolean fits = has.length == 1 + shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            boolean any = has[i + 1] < 0;
            fits = any || has[i + 1] == shape[i];
        }
        if (!fits) {
            throw new Unfit(Unfit.UNKNOWN);
        }
    }

    /** What it makes of that part of the picture: the numbers of each output. The caller overwrites those that are a citizen's. */
    List<float[]> of(RgbPicture picture, Placement part) throws IOException {
        try (patch) {
            patch.take(picture, part);
            return of(patch);
        }
    }

    /** The same for a part that has its size already, and stays the caller's. */
    List<float[]> of(Patch part) throws IOException {
        channels.put(part, numbers);
        pixels.put(0, numbers);
        long began = System.nanoTime();
        try (OrtSession.Result result = session.run(Map.of(input, tensor), wanted)) {
            computedNanos += System.nanoTime() - began;
            List<float[]> answers = new ArrayList<>();
            for (int i = 0; i < outputLengths.length; i++) {
                FloatBuffer values = ((OnnxTensor) result.get(outputs.get(i)).orElseThrow()).getFloatBuffer();
                if (values.remaining() != outputLengths[i]) {
                    throw new Unfit(Unfit.UNKNOWN);
                }
                float[] taken = new float[outputLengths[i]];
                values.get(taken);
                Arrays.fill(values.array(), 0);
                answers.add(taken);
            }
            return answers;
        } catch (OrtException | ClassCastException e) {
            throw new Unfit(Unfit.UNKNOWN);
        } finally {
            Arrays.fill(numbers, 0);
            pixels.put(0, numbers);
        }
    }

    /** How long it computed, of all the time that its pictures took, since it was opened. */
    long computedNanos() {
        return computedNanos;
    }

    @Override
    public void close() {
        tensor.close();
        try {
            session.close();
        } catch (OrtException e) {
            // It holds nothing of anybody, and is gone either way.
        }
    }
}
