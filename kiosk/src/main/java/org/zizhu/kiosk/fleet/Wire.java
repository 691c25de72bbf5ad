package org.zizhu.kiosk.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms that things have on the wire; contract.md §1. */
final class Wire {

    /** A body or a frame has no more. */
    static final int MOST_BYTES = 65_536;

    private static final int MOST_NESTING = 16;
    private static final int MOST_NAME = 60;

    private static final Pattern KEYWORD = Pattern.compile("[a-z][A-Za-z0-9._-]{0,63}");
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{7}");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enumNamingStrategy(EnumNamingStrategies.LOWER_CAMEL_CASE)
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private Wire() {}

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** Empty, if the text is no JSON. */
    static Optional<JsonNode> read(String text) {
        return read(text, JsonNode.class);
    }

    /** Empty, if the text is not what the type asks for. */
    static <T> Optional<T> read(String text, Class<T> type) {
        try {
            @Nullable T value = JSON.readValue(text, type);
            return Optional.ofNullable(value);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Empty, if this part is not what the type asks for. */
    static <T> Optional<T> read(JsonNode part, Class<T> type) {
        try {
            @Nullable T value = JSON.treeToValue(part, type);
            return Optional.ofNullable(value);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    /** How a word of the contract is spelled: POWER_OFF is powerOff. */
    static String word(Enum<?> value) {
        return JSON.convertValue(value, String.class);
    }

    /** Whether it may be told as the name of a service. */
    static boolean isLabel(String text) {
        return !text.isBlank()
                && text.length() <= MOST_NAME
                && text.chars().noneMatch(Character::isISOControl)
                && !LONG_NUMBER.matcher(text).find();
    }

    /** Whether it may be said: but for names of services the contract knows no other text from a unit. */
    static boolean isKeyword(String text) {
        return KEYWORD.matcher(text).matches() && !LONG_NUMBER.matcher(text).find();
    }
}
