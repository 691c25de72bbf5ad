package org.zizhu.kiosk.identity.qr;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * CBOR by the rules of RFC 8949 §4.2.1 (shortest lengths, nothing of indefinite length, keys in the order of their bytes). The
 * library reads more than that: who reads, writes again what was understood, and compares.
 */
final class Cbor {

    /** A list of what is revoked is nested three deep. */
    private static final int MAX_NESTING = 4;

    private static final CBORMapper MAPPER = CBORMapper.builder(CBORFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Cbor() {}

    /** What the bytes mean; empty where that is nothing. Tags are not told. */
    static Optional<JsonNode> read(byte[] bytes) {
        try {
            return Optional.ofNullable(MAPPER.readTree(bytes));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static byte[] written(Consumer<? super CBORGenerator> content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CBORGenerator generator = (CBORGenerator) MAPPER.createGenerator(out)) {
            content.accept(generator);
        }
        return out.toByteArray();
    }
}
