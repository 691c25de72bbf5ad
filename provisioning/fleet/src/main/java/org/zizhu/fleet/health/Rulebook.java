package org.zizhu.fleet.health;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.health.notice.MailServer;
import org.zizhu.fleet.health.notice.Target;
import org.zizhu.fleet.health.rule.Rule;
import org.zizhu.fleet.health.rule.Rules;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What is looked for, how long it has to last, and who is told: {@code rules.yaml} of this build, and over it the site's own file, which
 * says only what is different there. {@code alarms.md} describes it.
 *
 * @param rules by the rule's keyword
 * @param deliveries who is told; nobody, unless the site says so
 * @param mail by which server; null where nobody is told by mail
 * @param trust file with the authorities that receivers' certificates are of, if not those of the machine
 */
public record Rulebook(
        Map<String, Limits> rules, List<Target> deliveries, @Nullable MailServer mail, @Nullable String trust) {

    /** The site's file, in the fleet's folder. */
    public static final String FILE = "alarms.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enumNamingStrategy(EnumNamingStrategies.LOWER_CAMEL_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * How one rule is applied.
     *
     * @param off whether it is not looked for at all
     * @param after how long it has to last before anybody is told; what comes and goes counts from its first time
     * @param clearAfter how long it has to be well again before the alarm closes
     * @param escalateAfter how long it may wait for somebody to acknowledge it; null for ever
     * @param except reasons for which it is no fault, for somebody wants it so
     * @param together when it is one cause at many units; null if it never is
     */
    public record Limits(
            boolean off,
            Duration after,
            Duration clearAfter,
            @Nullable Duration escalateAfter,
            Set<String> except,
            @Nullable Together together) {
        public Limits {
            except = except == null ? Set.of() : Set.copyOf(except);
            if (after == null || after.isNegative() || clearAfter == null || clearAfter.isNegative()) {
                throw new IllegalArgumentException("after and clear-after are durations, such as PT5M");
            }
        }
    }

    /**
     * The same at so many units of a division at once has one cause.
     *
     * @param units at least so many
     * @param share at least this part, up to 1, of those units of the division that were well in this before
     */
    public record Together(int units, double share) {
        public Together {
            if (units < 2 || !(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("together: at least 2 units, and a share above 0 up to 1");
            }
        }
    }

    public Rulebook {
        deliveries = deliveries == null ? List.of() : List.copyOf(deliveries);
        Set<String> known = known().keySet();
        if (rules == null || !rules.keySet().equals(known)) {
            throw new IllegalArgumentException("rules: there are these: " + String.join(", ", known));
        }
        rules = Map.copyOf(rules);
        if (deliveries.stream().map(Target::name).distinct().count() < deliveries.size()) {
            throw new IllegalArgumentException("deliveries: a name is there twice");
        }
        if (mail == null && deliveries.stream().anyMatch(Target::byMail)) {
            throw new IllegalArgumentException("mail: by which server?");
        }
    }

    /** Those of this build; nobody is told. */
    public static Rulebook builtIn() {
        return YAML.treeToValue(builtInTree(), Rulebook.class);
    }

    /**
     * Those of a site.
     *
     * @throws IOException if the file is there and can't be read, or says what it can't; the message tells where
     */
    public static Rulebook in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return builtIn();
        }
        try {
            ObjectNode all = builtInTree();
            JsonNode site = YAML.readTree(Files.readString(file));
            if (!(site instanceof ObjectNode differences)) {
                throw new IOException(FILE + ": holds nothing");
            }
            for (Map.Entry<String, JsonNode> part : differences.properties()) {
                if (!part.getKey().equals("rules")) {
                    all.set(part.getKey(), part.getValue());
                    continue;
                }
                ObjectNode rules = (ObjectNode) all.path("rules");
                for (Map.Entry<String, JsonNode> rule : part.getValue().properties()) {
                    if (rules.get(rule.getKey()) instanceof ObjectNode known
                            && rule.getValue() instanceof ObjectNode changes) {
                        known.setAll(changes);
                    } else {
                        rules.set(rule.getKey(), rule.getValue());
                    }
                }
            }
            return YAML.treeToValue(all, Rulebook.class);
        } catch (JacksonException e) {
            throw new IOException(FILE + ": " + e.getOriginalMessage() + " " + e.getPathReference(), e);
        }
    }

    Limits of(String rule) {
        Limits limits = rules.get(rule);
        if (limits == null) {
            throw new IllegalArgumentException("no such rule");
        }
        return limits;
    }

    /** Those that are looked for, in their order. */
    List<Rule> lookedFor() {
        return Rules.ALL.stream()
                .filter(rule -> !of(rule.title().keyword()).off())
                .toList();
    }

    /** What a rule is called, also one that an older build had. */
    public static Optional<Rule.Title> title(String rule) {
        return Optional.ofNullable(known().get(rule)).map(Rule::title);
    }

    private static Map<String, Rule> known() {
        Map<String, Rule> known = new LinkedHashMap<>();
        Rules.ALL.forEach(rule -> known.put(rule.title().keyword(), rule));
        return known;
    }

    private static ObjectNode builtInTree() {
        try (InputStream file = Rulebook.class.getResourceAsStream("rules.yaml")) {
            if (file == null) {
                throw new IllegalStateException("the rules are not in this build");
            }
            return (ObjectNode) YAML.readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
