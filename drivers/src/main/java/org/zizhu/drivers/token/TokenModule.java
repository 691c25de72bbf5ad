package org.zizhu.drivers.token;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#11 module (Cryptoki 2.40) and the tokens in its slots. Only looks: nobody is logged in, and nothing is changed. Java's own provider does what
 * is to be done with keys, but finds a token by the number of its slot alone, which people don't know and which changes.
 */
public final class TokenModule {

    /**
     * One that is there and was set up.
     *
     * @param slot its number in this process
     * @param label as it was named when it was set up
     * @param pinLocked wrong PINs have locked it
     * @param lastTry the next wrong PIN locks it
     */
    public record Token(long slot, String label, boolean pinLocked, boolean lastTry) {}

    // PKCS#11 v2.40, §3.2 (CK_TOKEN_INFO) and the order of CK_FUNCTION_LIST in pkcs11f.h.
    private static final int C_INITIALIZE = 0;
    private static final int C_GET_SLOT_LIST = 4;
    private static final int C_GET_TOKEN_INFO = 6;
    private static final int TOKEN_INFO_BYTES = 512;
    private static final int LABEL_BYTES = 32;
    private static final int FLAGS_OFFSET = 96;
    private static final long CKF_TOKEN_INITIALIZED = 0x400;
    private static final long CKF_USER_PIN_FINAL_TRY = 0x20000;
    private static final long CKF_USER_PIN_LOCKED = 0x40000;
    private static final long CKF_OS_LOCKING_OK = 0x2;
    private static final long CKR_OK = 0;
    private static final long CKR_TOKEN_NOT_PRESENT = 0xE0;
    private static final long CKR_TOKEN_NOT_RECOGNIZED = 0xE1;
    private static final long CKR_CRYPTOKI_ALREADY_INITIALIZED = 0x191;

    /** A module is never unloaded: Java's provider goes on using what was initialized here. */
    private static final Map<Path, NativeLibrary> LOADED = new ConcurrentHashMap<>();

    private final Pointer functions;

    private TokenModule(Pointer functions) {
        this.functions = functions;
    }

    /**
     * The tokens that are there now.
     *
     * @throws IOException if the module can't be loaded, or does not answer as one
     */
    public static List<Token> tokens(Path module) throws IOException {
        try {
            Function list = LOADED.computeIfAbsent(module, path -> NativeLibrary.getInstance(path.toString()))
                    .getFunction("C_GetFunctionList");
            PointerByReference functions = new PointerByReference();
            check("C_GetFunctionList", invoke(list, functions));
            TokenModule loaded = new TokenModule(functions.getValue());
            loaded.initialize();
            return loaded.tokens();
        } catch (UnsatisfiedLinkError e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void initialize() throws IOException {
        // CK_C_INITIALIZE_ARGS: four functions for locks, flags, and a pointer that is reserved.
        try (Memory arguments = new Memory(6L * Native.POINTER_SIZE)) {
            arguments.clear();
            arguments.setNativeLong(4L * Native.POINTER_SIZE, new NativeLong(CKF_OS_LOCKING_OK));
            long result = invoke(function(C_INITIALIZE), arguments);
            if (result != CKR_CRYPTOKI_ALREADY_INITIALIZED) {
                check("C_Initialize", result);
            }
        }
    }

    private List<Token> tokens() throws IOException {
        byte present = 1;
        Function slotList = function(C_GET_SLOT_LIST);
        NativeLongByReference count = new NativeLongByReference();
        check("C_GetSlotList", invoke(slotList, present, null, count));
        int slots = count.getValue().intValue();
        List<Token> found = new ArrayList<>();
        if (slots == 0) {
            return found;
        }
        try (Memory numbers = new Memory((long) slots * NativeLong.SIZE);
                Memory info = new Memory(TOKEN_INFO_BYTES)) {
            check("C_GetSlotList", invoke(slotList, present, numbers, count));
            for (int i = 0; i < Math.min(slots, count.getValue().intValue()); i++) {
                NativeLong slot = numbers.getNativeLong((long) i * NativeLong.SIZE);
                long result = invoke(function(C_GET_TOKEN_INFO), slot, info);
                if (result == CKR_TOKEN_NOT_PRESENT || result == CKR_TOKEN_NOT_RECOGNIZED) {
                    continue;
                }
                check("C_GetTokenInfo", result);
                long flags = info.getNativeLong(FLAGS_OFFSET).longValue();
                if ((flags & CKF_TOKEN_INITIALIZED) != 0) {
                    found.add(new Token(
                            slot.longValue(),
                            new String(info.getByteArray(0, LABEL_BYTES), StandardCharsets.UTF_8).strip(),
                            (flags & CKF_USER_PIN_LOCKED) != 0,
                            (flags & CKF_USER_PIN_FINAL_TRY) != 0));
                }
            }
        }
        return found;
    }

    /** CK_FUNCTION_LIST begins with a version, which takes the room of a pointer. */
    private Function function(int number) {
        return Function.getFunction(functions.getPointer((number + 1L) * Native.POINTER_SIZE));
    }

    private static long invoke(Function function, @Nullable Object... arguments) {
        return ((NativeLong) function.invoke(NativeLong.class, arguments)).longValue();
    }

    private static void check(String what, long result) throws IOException {
        if (result != CKR_OK) {
            throw new IOException("%s ended with 0x%x".formatted(what, result));
        }
    }
}
