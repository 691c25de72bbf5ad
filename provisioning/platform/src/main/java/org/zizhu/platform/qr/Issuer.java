package org.zizhu.platform.qr;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.store.Database;
import org.zizhu.platform.trust.CertificateAuthority;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORGenerator;

/**
 * The city as an issuer of codes: signs them with a key of its own, and says which keys and codes it has revoked. Once a key is
 * revoked the next one signs. Thread-safe.
 */
public final class Issuer {

    /** The name in codes, and the common name of the keys' certificates. */
    public static final String NAME = "sandbox-city";

    /** What a unit needs for verifying codes by itself. */
    private record Trust(List<byte[]> issuers, List<byte[]> revocations) {}

    private static final int ISSUER = 1;
    private static final int SUBJECT = 2;
    private static final int AUDIENCE = 3;
    private static final int EXPIRES = 4;
    private static final int NOT_BEFORE = 5;
    private static final int ISSUED_AT = 6;
    private static final int NONCE = 7;
    private static final int KIND = -65537;
    private static final int NUMBER = -65538;
    private static final int KEYS = -65539;
    private static final int CODES = -65540;

    static final int NONCE_BYTES = 8;
    private static final int HOLDER_BYTES = 4;

    private final Database database;
    private final CertificateAuthority authority;
    private final InstantSource clock;
    private final List<SigningKey> keys = new ArrayList<>();

    public Issuer(Database database, CertificateAuthority authority, InstantSource clock) {
        this.database = database;
        this.authority = authority;
        this.clock = clock;
        int revoked = database.read(db -> revokedKeys(db).size());
        for (int generation = 1; generation <= revoked + 1; generation++) {
            keys.add(key(generation));
        }
    }

    /**
     * Proof that the city has issued a document: {@code ZZ1.} and base64url, to stand behind an address. Its subject is the
     * document's number, a dot, and the first 4 bytes of the SHA-256 of that number and the holder's with a space between,
     * hexadecimal: who has the holder's card can tell that the paper is theirs, and who has not learns nothing.
     *
     * @param code the document's verification code, which is printed on it anyway: the nonce comes of it
     */
    public String documentProof(String number, String code, String holder, Instant from, LocalDate lastDay) {
        Instant until = lastDay.plusDays(1).atStartOfDay().toInstant(ZoneOffset.ofHours(8));
        String subject = number + "." + HexFormat.of().formatHex(sha256(number + " " + holder), 0, HOLDER_BYTES);
        byte[] nonce = Arrays.copyOf(sha256(code), NONCE_BYTES);
        byte[] message = signed(CodeKind.CERTIFICATE_VERIFICATION, subject, null, nonce, from, until);
        return "ZZ1." + Base64.getUrlEncoder().withoutPadding().encodeToString(message);
    }

    /**
     * A code of a slip that a citizen carries away. The same slip's is the same code, but for its time: signed twice, it can be revoked once.
     *
     * @param slip the terminal's transaction, which names nobody
     */
    public String slip(String slip, Instant from, Instant until) {
        byte[] nonce = Arrays.copyOf(sha256("slip " + slip), NONCE_BYTES);
        return code(CodeKind.CLAIM_SLIP, slip, null, nonce, from, until);
    }

    /**
     * A code of the city: {@code ZZ1:} and base45.
     *
     * @param subject an opaque handle; for a document its number, for a pick-up the case's
     * @param audience {@code t:} and a terminal, or {@code d:} and a division; null for everywhere
     */
    String code(CodeKind kind, String subject, @Nullable String audience, byte[] nonce, Instant from, Instant until) {
        return "ZZ1:" + Base45.encode(signed(kind, subject, audience, nonce, from, until));
    }

    private synchronized byte[] signed(
            CodeKind kind, String subject, @Nullable String audience, byte[] nonce, Instant from, Instant until) {
        byte[] claims = SigningKey.cbor(cbor -> {
            cbor.writeStartObject(null, audience == null ? 6 : 7);
            cbor.writePropertyId(ISSUER);
            cbor.writeString(NAME);
            cbor.writePropertyId(SUBJECT);
            cbor.writeString(subject);
            if (audience != null) {
                cbor.writePropertyId(AUDIENCE);
                cbor.writeString(audience);
            }
            cbor.writePropertyId(EXPIRES);
            cbor.writeNumber(until.getEpochSecond());
            cbor.writePropertyId(NOT_BEFORE);
            cbor.writeNumber(from.getEpochSecond());
            cbor.writePropertyId(NONCE);
            cbor.writeBinary(nonce);
            cbor.writePropertyId(KIND);
            cbor.writeNumber(kind.number());
            cbor.writeEndObject();
        });
        return current().signed(claims);
    }

    /** All keys, revoked ones too, and the list of what is revoked, signed anew: as JSON. */
    public synchronized byte[] trust() {
        return JsonMapper.shared()
                .writeValueAsBytes(
                        new Trust(keys.stream().map(SigningKey::certificate).toList(), List.of(list())));
    }

    /** Signs with a new key from now on; what the old one has signed is good for nothing any more. */
    public synchronized void revokeKey() {
        byte[] id = current().id();
        SigningKey next = key(keys.size() + 1);
        database.write(db -> {
            try (PreparedStatement insert = db.prepareStatement("INSERT INTO revoked_issuer_key VALUES (?, ?)")) {
                insert.setBytes(1, id);
                insert.setLong(2, clock.millis());
                insert.executeUpdate();
            }
            return countUp(db);
        });
        keys.add(next);
    }

    /** Makes the next list a newer one: a code was revoked. */
    static int countUp(Connection db) throws SQLException {
        try (PreparedStatement update = db.prepareStatement("INSERT INTO city VALUES ('revocations', '1')"
                + " ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)")) {
            return update.executeUpdate();
        }
    }

    private byte[] list() {
        return database.read(db -> {
            List<byte[]> revokedKeys = revokedKeys(db);
            List<byte[]> revokedCodes = CodeBook.revokedNonces(db, clock.millis());
            long number = number(db);
            return current().signed(SigningKey.cbor(cbor -> {
                cbor.writeStartObject(null, 5);
                cbor.writePropertyId(ISSUER);
                cbor.writeString(NAME);
                cbor.writePropertyId(ISSUED_AT);
                cbor.writeNumber(clock.instant().getEpochSecond());
                cbor.writePropertyId(NUMBER);
                cbor.writeNumber(number);
                cbor.writePropertyId(KEYS);
                write(cbor, revokedKeys);
                cbor.writePropertyId(CODES);
                write(cbor, revokedCodes);
                cbor.writeEndObject();
            }));
        });
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private SigningKey current() {
        return keys.get(keys.size() - 1);
    }

    private SigningKey key(int generation) {
        return new SigningKey(authority.issuerOfCodes(NAME, generation));
    }

    private static long number(Connection db) throws SQLException {
        try (PreparedStatement select = db.prepareStatement("SELECT value FROM city WHERE name = 'revocations'");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Long.parseLong(row.getString(1)) : 0;
        }
    }

    private static List<byte[]> revokedKeys(Connection db) throws SQLException {
        List<byte[]> ids = new ArrayList<>();
        try (PreparedStatement select = db.prepareStatement("SELECT key_id FROM revoked_issuer_key");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ids.add(row.getBytes(1));
            }
        }
        return ids;
    }

    private static void write(CBORGenerator cbor, List<byte[]> ids) {
        cbor.writeStartArray(null, ids.size());
        ids.stream().sorted(Arrays::compareUnsigned).forEach(cbor::writeBinary);
        cbor.writeEndArray();
    }
}
