package org.zizhu.kiosk.operations;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The events that there are, from {@code events.yaml}. What is not in it can't be written. */
public final class EventCatalogue {

    /** Who an event is for. */
    public enum Audience {
        OPERATOR,
        ENGINEER,
        AUDITOR
    }

    /**
     * One kind of event.
     *
     * @param fields in the order in which a record has them; any may be missing from a record
     */
    public record Kind(String name, Text meaning, List<Audience> audience, Map<String, FieldKind> fields) {

        public Kind {
            audience = List.copyOf(audience);
            fields = new LinkedHashMap<>(fields);
        }
    }

    private static final EventCatalogue SHIPPED = read();

    private final List<Kind> kinds;
    private final Map<String, Kind> byName;

    private EventCatalogue(List<Kind> kinds) {
        this.kinds = List.copyOf(kinds);
        this.byName = kinds.stream().collect(Collectors.toMap(Kind::name, Function.identity()));
    }

    /** The catalogue that comes with the product. */
    public static EventCatalogue shipped() {
        return SHIPPED;
    }

    private static EventCatalogue read() {
        try (InputStream in = EventCatalogue.class.getResourceAsStream("events.yaml")) {
            if (in == null) {
                throw new IllegalStateException("events.yaml is missing from the product");
            }
            return new EventCatalogue(YAMLMapper.builder()
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build()
                    .readValue(in, new TypeReference<List<Kind>>() {}));
        } catch (IOException e) {
            throw new IllegalStateException("events.yaml can't be read", e);
        }
    }

    /** All, in the order of the file. */
    public List<Kind> kinds() {
        return kinds;
    }

    Optional<Kind> named(String event) {
        return Optional.ofNullable(byName.get(event));
    }

    /**
     * The fields of an event as a record has them, each after a comma.
     *
     * @throws IllegalArgumentException for an event, or a field, that the catalogue does not know: a mistake in the software
     */
    String spelled(String event, Map<String, ?> values) {
        Kind kind = named(event).orElseThrow(() -> new IllegalArgumentException("no event " + event));
        if (!kind.fields().keySet().containsAll(values.keySet())) {
            throw new IllegalArgumentException("no such field of " + event + ": " + values.keySet());
        }
        StringBuilder text = new StringBuilder();
        kind.fields().forEach((name, field) -> {
            Object value = values.get(name);
            if (value != null) {
                field.spelled(value)
                        .ifPresent(spelled ->
                                text.append(",\"").append(name).append("\":").append(spelled));
            }
        });
        return text.toString();
    }
}
