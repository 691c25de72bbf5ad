package org.zizhu.platform.qr;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.function.Consumer;
import org.zizhu.platform.trust.CertificateAuthority.Holder;
import tools.jackson.dataformat.cbor.CBORGenerator;
import tools.jackson.dataformat.cbor.CBORMapper;

/** A key with which the city signs codes and lists (COSE_Sign1 by ES256, RFC 9052), written by the rules of RFC 8949 §4.2.1. */
final class SigningKey {

    private static final int KEY_ID_BYTES = 8;
    private static final int TAG = 18;
    private static final int ALGORITHM = 1;
    private static final int ES256 = -7;
    private static final int KEY_ID = 4;

    private static final CBORMapper MAPPER = CBORMapper.builder().build();

    private final Holder holder;
    private final byte[] id;

    SigningKey(Holder holder) {
        this.holder = holder;
        this.id = id(holder);
    }

    /** First 8 bytes of the SHA-256 of the public key (SubjectPublicKeyInfo). */
    byte[] id() {
        return id.clone();
    }

    byte[] certificate() {
        try {
            return holder.certificate().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate without encoding", e);
        }
    }

    /** The payload with its signature, ready to be sent. */
    byte[] signed(byte[] payload) {
        byte[] header = cbor(cbor -> {
            cbor.writeStartObject(null, 2);
            cbor.writePropertyId(ALGORITHM);
            cbor.writeNumber(ES256);
            cbor.writePropertyId(KEY_ID);
            cbor.writeBinary(id);
            cbor.writeEndObject();
        });
        byte[] toSign = cbor(cbor -> {
            cbor.writeStartArray(null, 4);
            cbor.writeString("Signature1");
            cbor.writeBinary(header);
            cbor.writeBinary(new byte[0]);
            cbor.writeBinary(payload);
            cbor.writeEndArray();
        });
        byte[] signature = signature(toSign);
        return cbor(cbor -> {
            cbor.writeTag(TAG);
            cbor.writeStartArray(null, 4);
            cbor.writeBinary(header);
            cbor.writeStartObject(null, 0);
            cbor.writeEndObject();
            cbor.writeBinary(payload);
            cbor.writeBinary(signature);
            cbor.writeEndArray();
        });
    }

    static byte[] cbor(Consumer<? super CBORGenerator> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CBORGenerator generator = (CBORGenerator) MAPPER.createGenerator(out)) {
            content.accept(generator);
        }
        return out.toByteArray();
    }

    private byte[] signature(byte[] toSign) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(holder.key());
            signer.update(toSign);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the issuer's key can't sign", e);
        }
    }

    private static byte[] id(Holder holder) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(holder.certificate().getPublicKey().getEncoded());
            return Arrays.copyOf(digest, KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
