package org.zizhu.kiosk.identity.qr;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A signed message (COSE_Sign1, RFC 9052 §4.2) in the one shape that we use: tagged, ES256, the algorithm and the key's name
 * protected, nothing unprotected.
 *
 * @param keyId names the key that is said to have signed
 * @param signature r and s, 32 bytes each
 */
record CoseSign1(byte[] keyId, byte[] payload, byte[] signature) {

    static final int KEY_ID_BYTES = 8;

    private static final int SIGNATURE_BYTES = 64;
    private static final int TAG = 18;
    private static final int ALGORITHM = 1;
    private static final int ES256 = -7;
    private static final int KEY_ID = 4;

    /** The message; empty unless the bytes are exactly of that shape. */
    static Optional<CoseSign1> read(byte[] bytes) {
        return Cbor.read(bytes)
                .filter(node -> node.isArray() && node.size() == 4)
                .flatMap(CoseSign1::of)
                .filter(message -> Arrays.equals(message.bytes(), bytes));
    }

    private static Optional<CoseSign1> of(JsonNode array) {
        if (!array.get(0).isBinary()
                || !array.get(2).isBinary()
                || !array.get(3).isBinary()) {
            return Optional.empty();
        }
        byte[] signature = array.get(3).binaryValue();
        return Cbor.read(array.get(0).binaryValue())
                .map(header -> header.path(String.valueOf(KEY_ID)))
                .filter(JsonNode::isBinary)
                .map(JsonNode::binaryValue)
                .filter(keyId -> keyId.length == KEY_ID_BYTES && signature.length == SIGNATURE_BYTES)
                .map(keyId -> new CoseSign1(keyId, array.get(2).binaryValue(), signature));
    }

    /** Whether the key has signed this. */
    boolean signedBy(PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(Cbor.written(cbor -> {
                cbor.writeStartArray(null, 4);
                cbor.writeString("Signature1");
                cbor.writeBinary(header());
                cbor.writeBinary(new byte[0]);
                cbor.writeBinary(payload);
                cbor.writeEndArray();
            }));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // A key of another kind, or numbers that can't be a signature.
            return false;
        }
    }

    private byte[] header() {
        return Cbor.written(cbor -> {
            cbor.writeStartObject(null, 2);
            cbor.writePropertyId(ALGORITHM);
            cbor.writeNumber(ES256);
            cbor.writePropertyId(KEY_ID);
            cbor.writeBinary(keyId);
            cbor.writeEndObject();
        });
    }

    /** The whole message, as it was read. */
    byte[] bytes() {
        return Cbor.written(cbor -> {
            cbor.writeTag(TAG);
            cbor.writeStartArray(null, 4);
            cbor.writeBinary(header());
            cbor.writeStartObject(null, 0);
            cbor.writeEndObject();
            cbor.writeBinary(payload);
            cbor.writeBinary(signature);
            cbor.writeEndArray();
        });
    }
}
