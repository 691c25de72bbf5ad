package org.zizhu.fleet.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as in contract.md §1: nothing is turned into something else, fields that the contract does not name are passed over, and the
 * records say themselves what they can't do without. Enums are written in XFS4IoT's spelling.
 */
public final class Json {

    private static final int MAX_NESTING = 16;
    /** A catalogue of our own is the longest thing; whatever comes from elsewhere is bounded before it is read. */
    private static final int MAX_STRING = 200_000;

    private static final int MAX_NUMBER = 32;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxStringLength(MAX_STRING)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enumNamingStrategy(EnumNamingStrategies.LOWER_CAMEL_CASE)
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static final Map<Enum<?>, String> WORDS = new ConcurrentHashMap<>();

    private Json() {}

    /** Nothing, if the text is not what the type asks for; why is not told, for it might repeat what it should not. */
    public static <T> Optional<T> read(String text, Class<T> type) {
        try {
            @Nullable T value = STRICT.readValue(text, type);
            return Optional.ofNullable(value);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The same for a part of something that was read. */
    public static <T> Optional<T> read(JsonNode part, Class<T> type) {
        try {
            @Nullable T value = STRICT.treeToValue(part, type);
            return Optional.ofNullable(value);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public static String write(Object value) {
        return STRICT.writeValueAsString(value);
    }

    /** How a word of the contract is spelled: POWER_OFF is powerOff. */
    public static String word(Enum<?> value) {
        return WORDS.computeIfAbsent(value, word -> STRICT.convertValue(word, String.class));
    }
}
