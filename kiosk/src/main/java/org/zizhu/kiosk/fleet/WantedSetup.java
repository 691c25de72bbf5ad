package org.zizhu.kiosk.fleet;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * With what the fleet has a unit set up; contract.md §11. What is in it besides the devices is called as in {@code unit.yaml}.
 *
 * @param devices as in {@code cabinet.yaml}, which is cut out of the text as it stands: {@link #wiring}
 */
record WantedSetup(
        Text place,
        String hotline,
        Platform platform,
        @Nullable Staff staff,
        @Nullable Integer webPort,
        JsonNode devices) {

    /**
     * Where the platform is, and how the unit becomes known to it.
     *
     * @param caSha256 SHA-256 of its authority's certificate, base64url: nobody else is believed to be the platform
     * @param code good once
     */
    record Platform(URI uri, String caSha256, String code) {
        Platform {
            need(uri != null && HTTPS.equals(uri.getScheme()) && uri.getHost() != null, "platform: uri");
            need(caSha256 != null, "platform: ca-sha256");
            need(code != null, "platform: code");
        }

        /** Without a slash at its end. */
        URI base() {
            return URI.create(uri.toString().replaceFirst("/+$", ""));
        }

        /** Without the code. */
        @Override
        public String toString() {
            return "Platform[" + uri + "]";
        }
    }

    /** Whose staff cards open the unit. */
    record Staff(String division, int listGoodForHours) {
        Staff {
            need(division != null, "staff: division");
            need(listGoodForHours > 0, "staff: list-good-for-hours");
        }

        UnitSettings.Staff settings(String ca, String revoked) {
            return new UnitSettings.Staff(division, ca, revoked, listGoodForHours);
        }
    }

    WantedSetup {
        need(place != null, "place");
        need(hotline != null, "hotline");
        need(platform != null, "platform");
        need(devices != null && devices.isArray(), "devices");
    }

    /** The unit can't go by it; says why, with the line where it can. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String why) {
            super(why, null, false, false);
        }
    }

    private static final String DEVICES = "devices:";

    /** With what a line begins that is no next key: a list may begin where its key does. */
    private static final String GOES_ON = " \t#-]}";

    private static final String HTTPS = "https";

    /** By the key that they belong to, those of the text itself by none. What a device has, its driver knows. */
    private static final Map<String, Set<String>> KEYS = Map.of(
            "",
            Set.of("place", "hotline", "platform", "staff", "web-port", "devices"),
            "place",
            Set.of("zh", "en"),
            "platform",
            Set.of("uri", "ca-sha256", "code"),
            "staff",
            Set.of("division", "list-good-for-hours"));

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static WantedSetup read(String text) throws Unusable {
        try {
            checkKeys(text);
            @Nullable WantedSetup setup = YAML.readValue(text, WantedSetup.class);
            if (setup == null) {
                throw new Unusable("it is empty");
            }
            return setup;
        } catch (ValueInstantiationException e) {
            throw new Unusable(line(e)
                    + (e.getCause() == null ? "a value can't be" : e.getCause().getMessage()));
        } catch (JacksonException e) {
            // Its message may repeat what was written, and a secret is among that.
            throw new Unusable(line(e) + "this is not as it should be written");
        }
    }

    /** Jackson itself tells of an unknown key only when it has read all, and not where. */
    private static void checkKeys(String text) throws Unusable {
        try (JsonParser parser = YAML.createParser(text)) {
            Deque<String> path = new ArrayDeque<>();
            String key = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    path.push(key);
                } else if (token.isStructEnd()) {
                    path.pop();
                } else if (token == JsonToken.PROPERTY_NAME) {
                    key = parser.currentName();
                    Set<String> known = path.size() > 2 ? Set.of() : KEYS.getOrDefault(path.getFirst(), Set.of());
                    if (!known.isEmpty() && !known.contains(key)) {
                        throw new Unusable(
                                "line " + parser.currentTokenLocation().getLineNr() + ": “" + key
                                        + "” is unknown to this unit's software");
                    }
                }
            }
        }
    }

    /**
     * The part of the text that is the unit's {@code cabinet.yaml}.
     *
     * @param inPlace whether its lines stay where they are, so that their numbers are those of the text
     */
    static String wiring(String text, boolean inPlace) throws Unusable {
        StringBuilder wiring = new StringBuilder();
        boolean within = false;
        boolean found = false;
        for (String line : text.lines().toList()) {
            if (!line.isEmpty() && GOES_ON.indexOf(line.charAt(0)) < 0) {
                within = line.startsWith(DEVICES);
                found |= within;
            }
            if (within || inPlace) {
                wiring.append(within ? line : "").append('\n');
            }
        }
        if (!found) {
            throw new Unusable("“devices:” has to begin a line");
        }
        return wiring.toString().stripTrailing() + "\n";
    }

    private static String line(JacksonException e) {
        return e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
    }

    private static void need(boolean good, String key) {
        if (!good) {
            throw new IllegalArgumentException(key + " is missing, or can't be");
        }
    }
}
