package org.zizhu.fleet.setup;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.configuration.Content;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The form of a setup, as far as the fleet can know it: its keys, and that each device has a name and a driver. Which drivers there are only the unit knows. */
final class SetupText {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_DEVICES = 64;
    private static final int LAST_PORT = 65_535;
    /** A month without a list of revoked cards is as good as none. */
    private static final int MOST_HOURS = 720;

    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._~-]{16,256}");
    private static final Pattern DIVISION = Pattern.compile("[0-9]{6,12}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    /** The unit cuts its wiring file out of the text, so the key has to be seen. */
    private static final Pattern DEVICES = Pattern.compile("(?m)^devices:");

    /** By the key that they belong to, those of the text itself by none. */
    private static final Map<String, Set<String>> KEYS = Map.of(
            "",
            Set.of("place", "hotline", "platform", "staff", "web-port", "devices"),
            "place",
            Set.of("zh", "en"),
            "platform",
            Set.of("uri", "ca-sha256", "code"),
            "staff",
            Set.of("division", "list-good-for-hours"));

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    /** What is wrong with a value, in both languages; thrown where it is read, so that its line is known. */
    private static final class No extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String chinese;

        No(String chinese, String english) {
            super(english);
            this.chinese = chinese;
        }
    }

    record Root(
            @Nullable Place place,
            @Nullable String hotline,
            @Nullable Platform platform,
            @Nullable Staff staff,
            @Nullable Integer webPort,
            @Nullable List<Device> devices) {
        Root {
            need(place != null, "place");
            need(hotline != null, "hotline");
            need(platform != null, "platform");
            need(devices != null && !devices.isEmpty(), "devices");
            hold(hotline != null && Content.isHotline(hotline), "hotline");
            hold(webPort == null || (webPort >= 0 && webPort <= LAST_PORT), "web-port");
            hold(devices != null && devices.size() <= MOST_DEVICES, "devices");
            Set<String> names = new HashSet<>();
            for (Device device : devices == null ? List.<Device>of() : devices) {
                if (!names.add(device.name())) {
                    throw new No("设备名重复：" + device.name(), "two devices are called " + device.name());
                }
            }
        }
    }

    record Place(@Nullable String zh, @Nullable String en) {
        Place {
            need(zh != null && !zh.isBlank(), "place: zh");
            need(en != null && !en.isBlank(), "place: en");
        }
    }

    record Platform(@Nullable String uri, @Nullable String caSha256, @Nullable String code) {
        Platform {
            need(uri != null, "platform: uri");
            need(caSha256 != null, "platform: ca-sha256");
            need(code != null, "platform: code");
            hold(uri != null && isAddress(uri), "platform: uri");
            hold(caSha256 != null && HASH.matcher(caSha256).matches(), "platform: ca-sha256");
            hold(code != null && CODE.matcher(code).matches(), "platform: code");
        }
    }

    record Staff(@Nullable String division, @Nullable Integer listGoodForHours) {
        Staff {
            need(division != null, "staff: division");
            need(listGoodForHours != null, "staff: list-good-for-hours");
            hold(division != null && DIVISION.matcher(division).matches(), "staff: division");
            hold(
                    listGoodForHours != null && listGoodForHours >= 1 && listGoodForHours <= MOST_HOURS,
                    "staff: list-good-for-hours");
        }
    }

    record Device(@Nullable String name, @Nullable String driver, @JsonAnySetter Map<String, JsonNode> settings) {
        Device {
            need(name != null, "devices: name");
            need(driver != null, "devices: driver");
            hold(name != null && WORD.matcher(name).matches(), "devices: name");
            hold(driver != null && WORD.matcher(driver).matches(), "devices: driver");
        }
    }

    private SetupText() {}

    static Optional<Wrong> wrong(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of(new Wrong(1, "超过 64 KiB", "it is longer than 64 KiB"));
        }
        try {
            Optional<Wrong> unknown = unknownKey(text);
            if (unknown.isPresent()) {
                return unknown;
            }
            @Nullable Root root = YAML.readValue(text, Root.class);
            if (root == null) {
                return Optional.of(new Wrong(1, "是空的", "it is empty"));
            }
        } catch (ValueInstantiationException e) {
            return Optional.of(
                    e.getCause() instanceof No no
                            ? at(e, no.chinese, String.valueOf(no.getMessage()))
                            : at(e, "值不对", "a value can't be"));
        } catch (StreamReadException e) {
            return Optional.of(at(e, "不是 YAML，或键重复", "this is no YAML, or a key is given twice"));
        } catch (JacksonException e) {
            return Optional.of(at(e, "值的形式不对", "a value has another form than it should"));
        }
        return DEVICES.matcher(text).find()
                ? Optional.empty()
                : Optional.of(new Wrong(1, "devices: 要写在行首", "“devices:” has to begin a line"));
    }

    /** The first of them. Jackson itself tells of one only when it has read all, and not where. */
    private static Optional<Wrong> unknownKey(String text) {
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
                        return Optional.of(new Wrong(
                                parser.currentTokenLocation().getLineNr(),
                                "不认识的键 " + key,
                                "the key " + key + " is unknown"));
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static Wrong at(JacksonException e, String chinese, String english) {
        return new Wrong(
                e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr()), chinese, english);
    }

    private static void need(boolean there, String key) {
        if (!there) {
            throw new No("缺少 " + key, key + " is missing");
        }
    }

    private static void hold(boolean good, String key) {
        if (!good) {
            throw new No(key + " 的值不对", "the value of " + key + " can't be");
        }
    }

    private static boolean isAddress(String uri) {
        try {
            URI address = URI.create(uri);
            return "https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
