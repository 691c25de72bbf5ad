package org.zizhu.kiosk.identity.qr;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.cbor.CBORGenerator;

/**
 * What an issuer has revoked, signed by one of its keys.
 *
 * @param number goes up with each list, so that an old one can't take a newer one's place
 * @param keys ids of keys, hexadecimal
 * @param codes nonces of codes that have not expired yet, hexadecimal
 */
record RevocationList(
        CoseSign1 message, String issuer, long number, Instant issuedAt, Set<String> keys, Set<String> codes) {

    private static final int ISSUER = 1;
    private static final int ISSUED_AT = 6;
    private static final int NUMBER = -65538;
    private static final int KEYS = -65539;
    private static final int CODES = -65540;

    /** The list; empty unless the bytes are exactly of that shape. Who signed it is not looked at here. */
    static Optional<RevocationList> read(byte[] bytes) {
        return CoseSign1.read(bytes).flatMap(message -> Cbor.read(message.payload())
                .filter(JsonNode::isObject)
                .flatMap(map -> of(message, map))
                .filter(list -> Arrays.equals(list.payload(), message.payload())));
    }

    private static Optional<RevocationList> of(CoseSign1 message, JsonNode map) {
        JsonNode issuer = map.path(String.valueOf(ISSUER));
        JsonNode issuedAt = map.path(String.valueOf(ISSUED_AT));
        JsonNode number = map.path(String.valueOf(NUMBER));
        Optional<List<String>> keys = hexadecimal(map.path(String.valueOf(KEYS)));
        Optional<List<String>> codes = hexadecimal(map.path(String.valueOf(CODES)));
        if (!issuer.isString()
                || !QrToken.NAME.matcher(issuer.stringValue()).matches()
                || !issuedAt.isIntegralNumber()
                || !issuedAt.canConvertToLong()
                || !number.isIntegralNumber()
                || !number.canConvertToLong()
                || keys.isEmpty()
                || codes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RevocationList(
                    message,
                    issuer.stringValue(),
                    number.longValue(),
                    Instant.ofEpochSecond(issuedAt.longValue()),
                    Set.copyOf(keys.get()),
                    Set.copyOf(codes.get())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> hexadecimal(JsonNode array) {
        if (!array.isArray()) {
            return Optional.empty();
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode id : array) {
            if (!id.isBinary()) {
                return Optional.empty();
            }
            ids.add(HexFormat.of().formatHex(id.binaryValue()));
        }
        return Optional.of(ids);
    }

    private byte[] payload() {
        return Cbor.written(cbor -> {
            cbor.writeStartObject(null, 5);
            cbor.writePropertyId(ISSUER);
            cbor.writeString(issuer);
            cbor.writePropertyId(ISSUED_AT);
            cbor.writeNumber(issuedAt.getEpochSecond());
            cbor.writePropertyId(NUMBER);
            cbor.writeNumber(number);
            cbor.writePropertyId(KEYS);
            write(cbor, keys);
            cbor.writePropertyId(CODES);
            write(cbor, codes);
            cbor.writeEndObject();
        });
    }

    /** In ascending order, so that there is one way only to write a list. */
    private static void write(CBORGenerator cbor, Set<String> ids) {
        cbor.writeStartArray(null, ids.size());
        ids.stream().sorted().forEach(id -> cbor.writeBinary(HexFormat.of().parseHex(id)));
        cbor.writeEndArray();
    }
}
