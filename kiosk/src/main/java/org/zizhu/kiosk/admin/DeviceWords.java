package org.zizhu.kiosk.admin;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.web.UnitPages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a device is, in the words that its page has for it too. */
final class DeviceWords {

    private final JsonNode words;

    DeviceWords() {
        try (InputStream in = UnitPages.class.getResourceAsStream("words.json")) {
            if (in == null) {
                throw new IllegalStateException("words.json is missing from the product");
            }
            words = JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("words.json can't be read", e);
        }
    }

    Text name(Device device) {
        return of("class", device.deviceClass().name());
    }

    Text state(DeviceStatus status) {
        return of("state", status.state().name());
    }

    /** As a label: the page writes it within a line. */
    Text supply(Enum<?> supply) {
        Text name = of("supply", supply.name());
        String english = name.english();
        return Text.of(name.chinese(), english.substring(0, 1).toUpperCase(Locale.ROOT) + english.substring(1));
    }

    Text level(Enum<?> level) {
        return of("level", level.name());
    }

    /** All reasons as one sentence; a dash when there are none. */
    Text reasons(DeviceStatus status) {
        List<Text> all =
                status.reasons().stream().map(reason -> of("reason", reason)).toList();
        return all.isEmpty()
                ? Text.same("–")
                : Text.of(
                        String.join("，", all.stream().map(Text::chinese).toList()),
                        String.join(", ", all.stream().map(Text::english).toList()));
    }

    /** A keyword that nobody has words for stands for itself. */
    private Text of(String group, String keyword) {
        JsonNode found = words.path(group).path(keyword);
        String chinese = found.path("zh").asString("");
        String english = found.path("en").asString("");
        return chinese.isBlank() || english.isBlank() ? Text.same(keyword) : Text.of(chinese, english);
    }
}
