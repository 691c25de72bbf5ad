package org.zizhu.drivers.face.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * The weights of a network that training left next to nothing, without being nothing. They change no bit of what comes out, and
 * make it slow: multiplied with one another they end below the smallest normal number, where a processor takes some hundred steps
 * for one. In the embedding's file every sixth weight is such a one; without them it takes half of the time (see {@code
 * decisions/2-faces-on-the-unit.md}).
 *
 * <p>Done to the numbers and not by the processor's own "denormals are zero", which would have to be set on each thread that
 * computes, and would hold for all else that thread does.
 */
final class FaintWeights {

    /** Beside weights that matter (from about a thousandth on) it is far beyond the last bit of a float. */
    private static final float FAINT = 1e-15f;

    /** Of onnx.proto: where the weights are in a file, and of which kind of number. */
    private static final int MODEL_GRAPH = 7;

    private static final int GRAPH_INITIALIZER = 5;
    private static final int TENSOR_DATA_TYPE = 2;
    private static final int TENSOR_RAW_DATA = 9;
    private static final long FLOAT = 1;

    /** Kinds of fields in Protocol Buffers. */
    private static final int VARINT = 0;

    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_FIRST = 2;
    private static final int FOUR_BYTES = 5;

    private FaintWeights() {}

    /**
     * Sets them to 0, where they are.
     *
     * @param model an ONNX file; what is none stays as it is, for the runtime to refuse
     */
    static void silence(byte[] model) {
        try {
            each(MODEL_GRAPH, ByteBuffer.wrap(model), graph -> each(GRAPH_INITIALIZER, graph, FaintWeights::silence));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // It ends too early, or is something else.
        }
    }

    private static void silence(ByteBuffer tensor) {
        boolean[] floats = new boolean[1];
        each(TENSOR_DATA_TYPE, tensor.duplicate(), type -> floats[0] = varint(type) == FLOAT);
        if (floats[0]) {
            each(TENSOR_RAW_DATA, tensor, FaintWeights::silenceNumbers);
        }
    }

    private static void silenceNumbers(ByteBuffer numbers) {
        // A single number is a constant of a formula, and may be meant to be that small.
        if (numbers.remaining() <= Float.BYTES) {
            return;
        }
        for (int at = 0; at + Float.BYTES <= numbers.limit(); at += Float.BYTES) {
            if (Math.abs(numbers.getFloat(at)) < FAINT) {
                numbers.putFloat(at, 0);
            }
        }
    }

    private static void each(int field, ByteBuffer message, Consumer<ByteBuffer> use) {
        while (message.hasRemaining()) {
            long key = varint(message);
            ByteBuffer value = value(message, (int) (key & 7));
            if (key >>> 3 == field) {
                use.accept(value);
            }
        }
    }

    /** The value that begins here; the message stands behind it then. */
    private static ByteBuffer value(ByteBuffer message, int kind) {
        int length =
                switch (kind) {
                    case VARINT -> varintLength(message);
                    case EIGHT_BYTES -> Long.BYTES;
                    case FOUR_BYTES -> Integer.BYTES;
                    case LENGTH_FIRST -> length(message);
                    default -> throw new IllegalArgumentException("no such kind of field");
                };
        ByteBuffer value = message.slice(message.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        message.position(message.position() + length);
        return value;
    }

    private static int length(ByteBuffer message) {
        long length = varint(message);
        if (length < 0 || length > message.remaining()) {
            throw new IllegalArgumentException("longer than what it is in");
        }
        return (int) length;
    }

    private static int varintLength(ByteBuffer message) {
        ByteBuffer ahead = message.duplicate();
        varint(ahead);
        return ahead.position() - message.position();
    }

    private static long varint(ByteBuffer message) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = message.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }
}
