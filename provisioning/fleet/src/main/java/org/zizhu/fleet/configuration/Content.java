package org.zizhu.fleet.configuration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What is prescribed to units; contract.md §10. Null leaves a unit what its own folder says.
 *
 * @param hotline the number that citizens call for a person
 * @param idleSeconds how long nobody may touch a kiosk before it asks whether they are still there
 * @param stockWarningDays a supply that will not last so long is low
 * @param openingHours when citizens are served
 * @param catalogue the items with their guides, as YAML: a unit's {@code catalogue.yaml}
 * @param items the ids of those that are offered, in the order shown
 */
public record Content(
        @Nullable String hotline,
        @Nullable Integer idleSeconds,
        @Nullable Integer stockWarningDays,
        @Nullable Hours openingHours,
        @Nullable String catalogue,
        @Nullable List<String> items) {

    /** Of each day, by China's time, such as 08:00. */
    public record Hours(String opens, String closes) {}

    private static final Pattern NUMBER = Pattern.compile("[0-9+][0-9 ()-]{2,23}");
    private static final Pattern ITEM = Pattern.compile("[a-z][A-Za-z0-9._-]{0,63}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}");
    private static final int MOST_CATALOGUE_CHARACTERS = 150_000;
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Whether citizens can call that. */
    public static boolean isHotline(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** The first key whose value no unit could go by; what depends on the unit (its software, its items) only the unit can say. */
    @JsonIgnore
    public Optional<String> wrong() {
        if (hotline != null && !isHotline(hotline)) {
            return Optional.of("hotline");
        }
        if (idleSeconds != null && (idleSeconds < 30 || idleSeconds > 600)) {
            return Optional.of("idleSeconds");
        }
        if (stockWarningDays != null && (stockWarningDays < 1 || stockWarningDays > 30)) {
            return Optional.of("stockWarningDays");
        }
        if (openingHours != null && !inOrder(openingHours)) {
            return Optional.of("openingHours");
        }
        Optional<Set<String>> offered = catalogue == null ? Optional.empty() : items(catalogue);
        if (catalogue != null && offered.isEmpty()) {
            return Optional.of("catalogue");
        }
        boolean known = items == null
                || (!items.isEmpty()
                        && new HashSet<>(items).size() == items.size()
                        && items.stream().allMatch(item -> ITEM.matcher(item).matches())
                        && offered.map(ids -> ids.containsAll(items)).orElse(true));
        return known ? Optional.empty() : Optional.of("items");
    }

    private static boolean inOrder(Hours hours) {
        try {
            return TIME.matcher(hours.opens).matches()
                    && TIME.matcher(hours.closes).matches()
                    && LocalTime.parse(hours.opens).isBefore(LocalTime.parse(hours.closes));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The ids of a catalogue; nothing, if it is none. */
    private static Optional<Set<String>> items(String catalogue) {
        if (catalogue.length() > MOST_CATALOGUE_CHARACTERS) {
            return Optional.empty();
        }
        try {
            Set<String> ids = new HashSet<>();
            for (JsonNode item : YAML.readTree(catalogue).path("items")) {
                String id = item.path("id").asString("");
                if (!ITEM.matcher(id).matches() || !ids.add(id)) {
                    return Optional.empty();
                }
            }
            return ids.isEmpty() ? Optional.empty() : Optional.of(ids);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
