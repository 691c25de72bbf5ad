package org.zizhu.fleet.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.fleet.health.notice.MailServer;
import org.zizhu.fleet.health.notice.Message;
import org.zizhu.fleet.health.rule.Grade;

/** A site says what is different there, and is told what it can't say. */
class RulebookTest {

    @TempDir
    Path folder;

    @Test
    void whereThereIsNoFile_theRulesOfTheBuildHold_andNobodyIsTold() throws IOException {
        assertEquals(Rulebook.builtIn(), Rulebook.in(folder));
        assertTrue(Rulebook.in(folder).deliveries().isEmpty());
    }

    @Test
    void aSitesFile_changesWhatItNames_andNothingElse() throws IOException {
        write(
                """
                rules:
                  unit-silent: { after: PT10M }
                  supply-low: { off: true }
                  unit-out-of-service: { except: [by-operator, lunch] }
                mail: { host: smtp.example, port: 587, protection: starttls, from: "fleet@example.org", user: fleet }
                deliveries:
                  - { name: duty-room, webhook: "https://hooks.example/zizhu", on: [raised, closed] }
                  - { name: chief, mail: ["chief@example.org"], on: [escalated], grades: [down, stuck], division: "430102" }
                """);
        Rulebook rulebook = Rulebook.in(folder);
        Rulebook.Limits silent = rulebook.of("unit-silent");
        assertEquals(Duration.ofMinutes(10), silent.after());
        assertEquals(Rulebook.builtIn().of("unit-silent").together(), silent.together());
        assertTrue(rulebook.lookedFor().stream()
                .noneMatch(rule -> rule.title().keyword().equals("supply-low")));
        assertEquals(
                Set.of("by-operator", "lunch"),
                rulebook.of("unit-out-of-service").except());
        assertEquals(MailServer.Protection.STARTTLS, rulebook.mail().protection());
        assertEquals(
                Set.of(Message.Event.ESCALATED), rulebook.deliveries().get(1).on());
        assertEquals(
                Set.of(Grade.DOWN, Grade.STUCK), rulebook.deliveries().get(1).grades());
        assertFalse(rulebook.deliveries().get(0).byMail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: { unit-silnt: { after: PT1M } }                                        | unit-silnt",
                "rules: { unit-silent: { afterwards: PT1M } }                                  | afterwards",
                "rules: { unit-silent: { after: soon } }                                       | soon",
                "rules: { unit-silent: { together: { units: 1, share: 2 } } }                  | at least 2 units",
                "deliveries: [ { name: a, webhook: 'http://hooks.example/' } ]                 | https, or http to this machine",
                "deliveries: [ { name: a } ]                                                   | either webhook or mail",
                "deliveries: [ { name: a, mail: [ a@example.org ] } ]                          | by which server",
                "mail: { host: smtp.example, port: 25, protection: none, from: a@example.org } | to this machine only",
                "rules: [                                                                      | alarms.yaml",
                "nonsense: 1                                                                   | nonsense",
            })
    void aMistake_isToldByWhatItIs(String file, String told) throws IOException {
        write(file);
        String message =
                assertThrows(IOException.class, () -> Rulebook.in(folder)).getMessage();
        assertTrue(message.contains(told), message);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve(Rulebook.FILE), text);
    }
}
