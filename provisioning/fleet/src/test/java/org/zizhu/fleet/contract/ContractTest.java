package org.zizhu.fleet.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document and the code say the same. */
class ContractTest {

    private final String document = read();

    @Test
    void eachRefusal_standsInTheDocument_withItsStatus() {
        Map<String, String> written = new TreeMap<>();
        rows("2. Enrolment").filter(cells -> cells[1].matches("[0-9 ]+")).forEach(cells -> {
            String[] statuses = cells[1].split(" ", -1);
            Matcher code = Pattern.compile("`([a-z-]+)`").matcher(cells[2]);
            for (int i = 0; code.find(); i++) {
                written.put(code.group(1), statuses[Math.min(i, statuses.length - 1)]);
            }
        });
        Map<String, String> known = Arrays.stream(Refusal.values())
                .collect(Collectors.toMap(
                        Refusal::code, refusal -> Integer.toString(refusal.status()), (a, b) -> a, TreeMap::new));
        assertEquals(known, written);
    }

    @Test
    void eachClose_standsInTheDocument_withItsReason() {
        Map<String, String> written = new TreeMap<>();
        rows("7. Life and death")
                .filter(cells -> cells[2].startsWith("`"))
                .forEach(cells -> written.put(cells[1], cells[2].replace("`", "")));
        Map<String, String> known = Arrays.stream(Close.values())
                .filter(close -> close != Close.GOING_AWAY)
                .collect(Collectors.toMap(
                        close -> Integer.toString(close.code()), Close::reason, (a, b) -> a, TreeMap::new));
        assertEquals(known, written);
    }

    @Test
    void eachCommand_andEachState_standsInTheDocument() {
        TreeSet<String> written = new TreeSet<>();
        rows("6. Commands").forEach(cells -> {
            Matcher name = Pattern.compile("`([a-z-]+)`").matcher(cells[1]);
            while (name.find()) {
                written.add(name.group(1));
            }
        });
        assertEquals(new TreeSet<>(Deed.NAMES.keySet()), written);
        Stream.of(
                        Fact.DeviceState.values(),
                        Fact.MediaState.values(),
                        Fact.SupplyLevel.values(),
                        Fact.UnitState.values(),
                        Fact.LinkState.values(),
                        Fact.ServiceState.values(),
                        Fact.Stage.values(),
                        Fact.Fate.values(),
                        Fact.CauseKind.values())
                .flatMap(Arrays::stream)
                .forEach(value -> assertTrue(
                        Pattern.compile("[` ]" + Json.word(value) + "[` ]")
                                .matcher(document.replace('\n', ' '))
                                .find(),
                        Json.word(value)));
    }

    /** The cells of the tables in one chapter. */
    private Stream<String[]> rows(String chapter) {
        String rest = document.substring(document.indexOf("## " + chapter));
        int end = rest.indexOf("\n## ");
        return (end < 0 ? rest : rest.substring(0, end))
                .lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("|--"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("contract.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
