package org.zizhu.kiosk.identity.qr;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One of Zizhu's own codes as it was scanned: taken apart, and not yet believed. Its text is {@code ZZ1:} and, in base45, a
 * {@link CoseSign1} over the claims of a CWT (RFC 8392) with one claim of our own, the kind.
 *
 * @param text without terminator
 */
record QrToken(String text, CoseSign1 message, QrClaims claims) {

    static final String PREFIX = "ZZ1:";

    /** The longest names and handles give some 330 characters, QR version 12. */
    private static final int LONGEST_TEXT = 400;

    private static final int ISSUER = 1;
    private static final int SUBJECT = 2;
    private static final int AUDIENCE = 3;
    private static final int EXPIRES = 4;
    private static final int NOT_BEFORE = 5;
    private static final int NONCE = 7;
    /** In the range for private use (RFC 8392 §9.1.1). */
    private static final int KIND = -65537;

    /** Names and handles are ASCII: what else CBOR allows for, half characters too, can't be written again. */
    static final Pattern NAME = Pattern.compile("[ -~]{1,64}");

    private static final int SHORTEST_NONCE_BYTES = 8;
    private static final int LONGEST_NONCE_BYTES = 16;

    @Override
    public String toString() {
        return "QrToken[" + claims.kind() + "]";
    }

    /** Whether it begins like one of ours. */
    static boolean claimed(byte[] scanned) {
        return text(scanned).startsWith(PREFIX);
    }

    /** The code; empty unless it is exactly of our shape. */
    static Optional<QrToken> read(byte[] scanned) {
        String text = text(scanned);
        if (text.length() > LONGEST_TEXT || !text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Base45.decode(text.substring(PREFIX.length()))
                .flatMap(CoseSign1::read)
                .flatMap(message -> claims(message.payload()).map(claims -> new QrToken(text, message, claims)));
    }

    /** Engines may send a terminator along, and some write it out as {@code <CR>}. Bytes that are no ASCII are none of ours. */
    static String text(byte[] scanned) {
        return new String(scanned, StandardCharsets.ISO_8859_1).replaceAll("(<[A-Za-z]{1,8}>|[\r\n])+$", "");
    }

    private static Optional<QrClaims> claims(byte[] payload) {
        return Cbor.read(payload)
                .filter(JsonNode::isObject)
                .flatMap(QrToken::claims)
                .filter(claims -> Arrays.equals(bytes(claims), payload));
    }

    private static Optional<QrClaims> claims(JsonNode map) {
        JsonNode audience = map.path(String.valueOf(AUDIENCE));
        JsonNode nonce = map.path(String.valueOf(NONCE));
        JsonNode kind = map.path(String.valueOf(KIND));
        Optional<String> issuer = name(map.path(String.valueOf(ISSUER)));
        Optional<String> subject = name(map.path(String.valueOf(SUBJECT)));
        Optional<Instant> notBefore = seconds(map.path(String.valueOf(NOT_BEFORE)));
        Optional<Instant> expires = seconds(map.path(String.valueOf(EXPIRES)));
        Optional<QrAudience> where = name(audience).flatMap(QrAudience::of);
        Optional<QrKind> what = kind.isIntegralNumber() ? QrKind.of(kind.asLong()) : Optional.empty();
        if (issuer.isEmpty()
                || subject.isEmpty()
                || notBefore.isEmpty()
                || expires.isEmpty()
                || what.isEmpty()
                || !nonce.isBinary()
                || nonce.binaryValue().length < SHORTEST_NONCE_BYTES
                || nonce.binaryValue().length > LONGEST_NONCE_BYTES
                || (where.isEmpty() && !audience.isMissingNode())) {
            return Optional.empty();
        }
        return Optional.of(new QrClaims(
                issuer.get(), what.get(), subject.get(), notBefore.get(), expires.get(), nonce.binaryValue(), where));
    }

    private static Optional<String> name(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(text -> NAME.matcher(text).matches());
    }

    private static Optional<Instant> seconds(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.ofEpochSecond(node.longValue()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(QrClaims claims) {
        return Cbor.written(cbor -> {
            cbor.writeStartObject(null, claims.audience().isPresent() ? 7 : 6);
            cbor.writePropertyId(ISSUER);
            cbor.writeString(claims.issuer());
            cbor.writePropertyId(SUBJECT);
            cbor.writeString(claims.subject());
            claims.audience().ifPresent(audience -> {
                cbor.writePropertyId(AUDIENCE);
                cbor.writeString(audience.text());
            });
            cbor.writePropertyId(EXPIRES);
            cbor.writeNumber(claims.expires().getEpochSecond());
            cbor.writePropertyId(NOT_BEFORE);
            cbor.writeNumber(claims.notBefore().getEpochSecond());
            cbor.writePropertyId(NONCE);
            cbor.writeBinary(claims.nonce());
            cbor.writePropertyId(KIND);
            cbor.writeNumber(claims.kind().number());
            cbor.writeEndObject();
        });
    }
}
