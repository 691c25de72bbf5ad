package org.zizhu.kiosk.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.SupplyLevel;
import org.zizhu.drivers.locker.Locker;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.drivers.power.PowerState;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.kiosk.screen.Screen;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The device page has words, Chinese and English, for every keyword of ours. */
class WordsTest {

    @Test
    void everyConstantHasWords() throws IOException {
        JsonNode words;
        try (InputStream in = PagesHandler.class.getResourceAsStream("words.json")) {
            words = JsonMapper.shared().readTree(in);
        }
        List<String> without = Stream.of(
                        constants("class", DeviceClass.values()),
                        constants("state", DeviceState.values()),
                        constants("media", MediaState.values()),
                        constants("supply", Supply.values()),
                        constants("level", SupplyLevel.values()),
                        constants("failure", FailureCode.values()),
                        constants("sense", Panel.Sense.values()),
                        constants("door", Locker.Door.values()),
                        constants("source", PowerState.Source.values()),
                        constants("way", WireLog.Direction.values()),
                        constants("deed", DeviceCare.Deed.values()),
                        Arrays.stream(DeviceCare.Refusal.values())
                                .map(refusal -> "/refusal/"
                                        + refusal.name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')),
                        Arrays.stream(Screen.class.getPermittedSubclasses())
                                .filter(Screen.class::isAssignableFrom)
                                .map(WordsTest::screen))
                .flatMap(keywords -> keywords)
                .filter(keyword -> words.at(keyword + "/zh").asString("").isBlank()
                        || words.at(keyword + "/en").asString("").isBlank())
                .toList();
        assertEquals(List.of(), without);
    }

    private static Stream<String> constants(String group, Enum<?>[] constants) {
        return Arrays.stream(constants).map(constant -> "/" + group + "/" + constant.name());
    }

    private static String screen(Class<?> screen) {
        return "/screen/"
                + screen.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
