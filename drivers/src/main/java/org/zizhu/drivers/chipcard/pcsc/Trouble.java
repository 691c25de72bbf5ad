package org.zizhu.drivers.chipcard.pcsc;

import javax.smartcardio.CardNotPresentException;
import jnasmartcardio.Smartcardio.EstablishContextException;
import jnasmartcardio.Smartcardio.JnaPCSCException;
import org.jspecify.annotations.Nullable;

/** A call to the card service failed, and for whose sake. */
final class Trouble extends Exception {
    private static final long serialVersionUID = 1;

    enum Kind {
        /** The card was taken out. */
        CARD_REMOVED,
        /** The card gave no answer, whether it is there or was pulled at that moment. */
        CARD_SILENT,
        /** Another program has the reader for itself. */
        READER_TAKEN,
        /** The service knows no such reader (any more). */
        READER_GONE,
        /** The service is not there, was restarted, or does not know us any more. */
        SERVICE_LOST
    }

    private final Kind kind;

    private Trouble(Kind kind, @Nullable Throwable cause) {
        super(kind.name(), cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** What a call threw, in the codes of PC/SC (winscard.h, pcsclite.h). */
    static Trouble of(Exception thrown) {
        return new Trouble(kind(thrown), thrown);
    }

    private static Kind kind(Exception thrown) {
        if (thrown instanceof JnaPCSCException failure) {
            return kind((int) failure.code);
        }
        if (thrown instanceof CardNotPresentException) {
            return Kind.CARD_REMOVED;
        }
        if (thrown instanceof EstablishContextException) {
            return Kind.SERVICE_LOST;
        }
        // A card pulled while it answers gives an answer of no bytes, over which the provider stumbles
        // (IllegalArgument-,
        // IllegalStateException).
        return thrown instanceof RuntimeException ? Kind.CARD_SILENT : Kind.SERVICE_LOST;
    }

    private static Kind kind(int code) {
        return switch (code) {
            case 0x8010000C, // SCARD_E_NO_SMARTCARD
                    0x80100069 -> // SCARD_W_REMOVED_CARD
                Kind.CARD_REMOVED;
            case 0x8010000F, // SCARD_E_PROTO_MISMATCH
                    0x80100016, // SCARD_E_NOT_TRANSACTED
                    0x80100065, // SCARD_W_UNSUPPORTED_CARD
                    0x80100066, // SCARD_W_UNRESPONSIVE_CARD
                    0x80100067, // SCARD_W_UNPOWERED_CARD
                    0x80100068 -> // SCARD_W_RESET_CARD
                Kind.CARD_SILENT;
            case 0x8010000B -> // SCARD_E_SHARING_VIOLATION
                Kind.READER_TAKEN;
            case 0x80100009, // SCARD_E_UNKNOWN_READER
                    0x80100017, // SCARD_E_READER_UNAVAILABLE
                    0x8010002E -> // SCARD_E_NO_READERS_AVAILABLE
                Kind.READER_GONE;
            default -> Kind.SERVICE_LOST;
        };
    }
}
