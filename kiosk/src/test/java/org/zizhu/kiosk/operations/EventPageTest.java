package org.zizhu.kiosk.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the events says what the catalogue says. */
class EventPageTest {

    private static final Path PAGE = Path.of("operations-events.md");

    @Test
    void page_isOfTheCatalogue() throws IOException {
        Path made = Path.of("target", PAGE.toString());
        Files.createDirectories(made.getParent());
        Files.writeString(made, page());
        assertEquals(
                page(), Files.readString(PAGE), "the page is not of events.yaml any more: copy " + made + " over it");
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                # The events of the operations log

                Made of `events.yaml` (a test keeps it so). A record is a line of JSON: the SHA-256 of the line before (`prev`), its number, the
                time, the event, and of these fields those that there are. `entry` is a number in the unit's journal. No kind of field has room for
                anything personal; a `serial` is a staff certificate's, which only its authority can tell the holder of.

                | event | what it says | for | fields |
                |---|---|---|---|
                """);
        for (EventCatalogue.Kind kind : EventCatalogue.shipped().kinds()) {
            page.append("| `%s` | %s · %s | %s | %s |\n"
                    .formatted(
                            kind.name(),
                            kind.meaning().chinese(),
                            kind.meaning().english(),
                            kind.audience().stream().map(EventPageTest::word).collect(Collectors.joining(", ")),
                            kind.fields().entrySet().stream()
                                    .map(field -> "`" + field.getKey() + "` " + word(field.getValue()))
                                    .collect(Collectors.joining(", "))));
        }
        return page.toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
