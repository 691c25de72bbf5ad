package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.StaffOffice;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.TablePlatform.Call;
import org.zizhu.kiosk.tabletop.Tabletop;

/**
 * What somebody shows or types to prove themselves is nowhere to be found afterwards: a code on a phone, the digits of a message, a
 * PIN. Whole visits, with their mistakes; then everything that was logged and every file of the unit is searched.
 */
class SecretsTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final StaffOffice OFFICE = new StaffOffice();
    private static final String OPAQUE = "TEST-SSC-0123456789ABCDEF";
    private static final String WRONG_DIGITS = "719364";
    private static final String WRONG_PIN = "95027183";

    /** In a code, RFC 8392 and ours: who it is. */
    private static final int IDENTITY = 5;

    private static final List<Charset> ENCODINGS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    @TempDir
    Path folder;

    private Tabletop table;
    private String signed;
    private final EmulatedStaffCard card = OFFICE.badge(StaffRole.ATTENDANT).card();
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.zizhu");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
        table.trusts(
                OFFICE.trust(folder, table.journal, table.unit().clock(), Tabletop.NIGHT.minus(Duration.ofDays(1))));
        signed = new String(table.codeIssuer.code(IDENTITY, "citizen", Tabletop.NIGHT), StandardCharsets.US_ASCII);
        // Also what a unit does not write as it is configured.
        ours.setLevel(Level.TRACE);
        ours.setAdditive(false);
        ours.addAppender(log);
        log.start();
    }

    @AfterEach
    void tearDown() {
        ours.detachAppender(log);
        ours.setAdditive(true);
        ours.setLevel(null);
        table.close();
    }

    @Test
    void codesDigitsAndPins_areInNoLog_noJournal_andNoFile() throws IOException {
        whoComesWithASignedCode_mistypesTheDigits_andIsCheckedByStaff();
        staffSignInAtTheKiosk();
        whoComesWithAnotherCode_thatIsRefusedOnce_andIsSentDigits();

        assertEquals(List.of(), traces());
        // That nothing was found is worth something only if what is there is found.
        assertTrue(found("ANSWER_FOR").stream().anyMatch(place -> place.startsWith("journal.db")), "search");
        assertTrue(table.listing().contains("wrong-pin"), table::listing);
        ours.debug("as a unit that says too much: {}", StaffOffice.PIN);
        assertEquals(List.of("PIN in the log"), traces());
    }

    private void whoComesWithASignedCode_mistypesTheDigits_andIsCheckedByStaff() {
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("annual-statement"))
                .on("guide", new Action.Confirm())
                .on("present-card", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("code"))
                .on("show-code", () -> table.scanner.show(signed))
                .on("choose-way", new Action.ChooseWay("phone-code"))
                .on("type-code", () -> {
                    types(WRONG_DIGITS);
                    table.time.after(Duration.ofSeconds(5), () -> table.does(new Action.AnotherWay()));
                })
                .on("choose-way", new Action.ChooseWay("attendant"))
                .on("insert-card", () -> table.chipCards.insert(card));
        typesPins();
        table.on("confirmation", new Action.Agree())
                .on("insert-card", table.chipCards::pull)
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .on("home", new Action.EndVisit());
    }

    private void staffSignInAtTheKiosk() {
        table.on("attract", () -> table.chipCards.insert(card));
        typesPins();
        table.on("staff-menu", table.chipCards::pull);
    }

    private void whoComesWithAnotherCode_thatIsRefusedOnce_andIsSentDigits() {
        table.on("attract", () -> {
                    table.platform.answers(
                            Call.IDENTIFY_BY_CODE, new Answer.Refused<>("qr-replayed", Text.of("码已经用过", "Used")));
                    table.does(new Action.Begin());
                })
                .on("home", new Action.ChooseItem("annual-statement"))
                .on("guide", new Action.Confirm())
                .on("present-card", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("code"))
                .on("show-code", () -> table.scanner.show(OPAQUE))
                .on("trouble", () -> {
                    table.platform.worksAgain();
                    table.does(new Action.Retry());
                })
                .on("show-code", () -> table.scanner.show(OPAQUE))
                .on("choose-way", new Action.ChooseWay("phone-code"))
                .on("type-code", () -> types(TablePlatform.PHONE_CODE))
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");
    }

    private void typesPins() {
        for (String pin : List.of(WRONG_PIN, StaffOffice.PIN)) {
            table.on("staff-pin", () -> {
                types(pin);
                table.does(new Action.Confirm());
            });
        }
    }

    private void types(String digits) {
        digits.chars().forEach(digit -> table.does(new Action.TypeDigit(digit - '0')));
    }

    /** Where the secrets are, each as "what in place". */
    private List<String> traces() throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("signed code", signed.substring(4));
        secrets.put("application's code", OPAQUE.substring(9));
        secrets.put("digits", TablePlatform.PHONE_CODE);
        secrets.put("wrong digits", WRONG_DIGITS);
        secrets.put("PIN", StaffOffice.PIN);
        secrets.put("wrong PIN", WRONG_PIN);
        List<String> traces = new ArrayList<>();
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            found(secret.getValue()).forEach(place -> traces.add(secret.getKey() + " in " + place));
        }
        return traces;
    }

    private List<String> found(String words) throws IOException {
        List<String> places = new ArrayList<>();
        if (log.list.stream().anyMatch(event -> whole(event).contains(words))) {
            places.add("the log");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (Charset encoding : ENCODINGS) {
                    if (content.contains(new String(words.getBytes(encoding), StandardCharsets.ISO_8859_1))) {
                        places.add(folder.relativize(file) + " as " + encoding);
                    }
                }
            }
        }
        return places;
    }

    private static String whole(ILoggingEvent event) {
        String thrown = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getFormattedMessage() + " " + event.getMDCPropertyMap() + thrown;
    }
}
