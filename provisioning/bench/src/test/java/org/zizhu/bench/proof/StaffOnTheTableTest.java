package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;
import org.zizhu.kiosk.Kiosk;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;

/** Staff on the bench: cards from the control panel through the machine's real card service, in a kiosk that the sandbox city commissioned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class StaffOnTheTableTest {

    private static final String PIN = "408173";

    private Path folder;
    private Table table;
    private PanelButtons buttons;
    private Kiosk kiosk;
    private volatile View view;

    @BeforeAll
    void set(@TempDir Path temporary) throws Exception {
        folder = temporary;
        table = Table.set(folder, folder.resolve("unit"), Prepared.NOTHING, (unit, panel) -> List.of(), notice -> {});
        buttons = new PanelButtons(table.panel());
    }

    @AfterAll
    void clear() throws IOException {
        table.close();
    }

    @BeforeEach
    void switchOn() throws Exception {
        view = null;
        kiosk = Kiosk.open(table.unit());
        kiosk.start(next -> view = next);
    }

    @AfterEach
    void switchOff() {
        kiosk.close();
    }

    @Test
    void engineerSignsIn_takesTheUnitOutOfService_andItStaysSoOverARestart() throws Exception {
        insert("engineer", "attract");
        type(PIN);
        shows(screen -> screen instanceof Screen.StaffMenu menu
                && menu.title().english().equals("Field engineer"));
        act(new Action.ChooseDeed("take-out"));
        shows(screen -> screen instanceof Screen.StaffMenu menu && menu.state().isEmpty());
        act(new Action.ChooseDeed("supplies"));
        shows(screen -> screen instanceof Screen.StaffMenu menu && !menu.state().isEmpty());
        buttons.press("chip-card", "remove", "");
        shows("out-of-service");

        switchOff();
        switchOn();
        insert("attendant", "out-of-service");
        type(PIN);
        shows("staff-menu");
        act(new Action.ChooseDeed("put-back"));
        shows(screen -> screen instanceof Screen.StaffMenu menu
                && menu.deeds().stream().anyMatch(deed -> deed.deed().equals("take-out")));
        act(new Action.Back());
        shows("attract");
        buttons.press("chip-card", "remove", "");
    }

    @ParameterizedTest
    @CsvSource({
        "other, staff-other-division",
        "expired, staff-expired",
        "revoked, staff-revoked",
        "locked, staff-locked",
    })
    void cardThatIsNoGood_isAnsweredInWords_beforeAnyPin(String card, String code) throws Exception {
        insert(card, "attract");
        shows(screen ->
                screen instanceof Screen.Trouble trouble && trouble.code().equals(code));
        act(new Action.Back());
        shows("attract");
        buttons.press("chip-card", "remove", "");
    }

    @Test
    void cardOfAnotherDivision_isLetIn_onceItsEnrolmentCodeWasHeldToTheScanner() throws Exception {
        insert("other", "attract");
        shows("trouble");
        String code =
                table.city().phone().enrolment(refusedCertificate(), "d:430102").text();
        act(new Action.Confirm());
        shows("show-code");
        buttons.press("scanner", "show", code);
        type(PIN);
        shows("staff-menu");
        buttons.press("chip-card", "remove", "");
        shows("attract");
        buttons.press("scanner", "take-away", "");
        // So that the other stories find it as it was.
        switchOff();
        Files.delete(table.unit().resolve("data").resolve("journal.db"));
        switchOn();
    }

    /** The serial number of the card that was refused last, from the journal. */
    private String refusedCertificate() {
        return Pattern.compile("certificate=([0-9a-f]+), reason=staff-other-division")
                .matcher(String.join("\n", JournalReading.listing(table.unit())))
                .results()
                .reduce((earlier, last) -> last)
                .orElseThrow()
                .group(1);
    }

    @Test
    void copyWithoutTheKey_isFoundOutAfterThePin() throws Exception {
        insert("copy", "attract");
        type(PIN);
        shows(screen ->
                screen instanceof Screen.Trouble trouble && trouble.code().equals("staff-unproven"));
        buttons.press("chip-card", "remove", "");
        act(new Action.Back());
        shows("attract");
    }

    @Test
    void cardPulledWhileItsPinIsChecked_costsATry_andTheRightPinGivesItBack() throws Exception {
        insert("stock", "attract");
        shows("staff-pin");
        buttons.press("chip-card", "tear", "");
        type(PIN);
        shows(screen ->
                screen instanceof Screen.Trouble trouble && trouble.code().equals("staff-pulled"));
        act(new Action.Back());
        insert("stock", "attract");
        shows(screen -> screen instanceof Screen.StaffPin pin
                && pin.hint()
                        .map(text -> text.english().equals("2 tries are left"))
                        .orElse(false));
        type(PIN);
        shows("staff-menu");
        buttons.press("chip-card", "remove", "");
        shows("attract");
    }

    @Test
    void noPinIsLeft_inTheUnitsFolder() throws Exception {
        insert("attendant", "attract");
        type("918273");
        shows(screen -> screen instanceof Screen.StaffPin pin && pin.hint().isPresent());
        type(PIN);
        shows("staff-menu");
        buttons.press("chip-card", "remove", "");
        shows("attract");
        try (Stream<Path> files = Files.walk(table.unit())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                assertFalse(content.contains("918273") || content.contains(PIN), file::toString);
            }
        }
    }

    @Test
    void cardRevokedWhileTheUnitWasOffline_isOnItsList_secondsAfterTheLineIsBack() throws Exception {
        kiosk.close();
        table.city().faults().unreachable();
        kiosk = Kiosk.open(table.unit());
        kiosk.start(next -> view = next);
        shows("attract");
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        X509Certificate stolen = table.city()
                .staff()
                .certify(
                        keys.generateKeyPair().getPublic(),
                        "430102",
                        List.of(StaffRole.ATTENDANT.purpose()),
                        Instant.now(),
                        Duration.ofDays(30));
        table.city().staff().revoke(stolen);
        assertFalse(listed(stolen));

        table.city().faults().heal();
        Eventually.holds(() -> listed(stolen), () -> "the unit still has its old list");
    }

    /** Whether it stands on the list that the unit holds. */
    private boolean listed(X509Certificate certificate) {
        try (InputStream list =
                Files.newInputStream(table.unit().resolve("data").resolve("staff-revoked.crl"))) {
            return CertificateFactory.getInstance("X.509").generateCRL(list).isRevoked(certificate);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void citizensCard_opensNothing() throws Exception {
        shows("attract");
        buttons.press("chip-card", "insert", "");
        act(new Action.Begin());
        shows("home");
        buttons.press("chip-card", "remove", "");
        assertTrue(view.screen() instanceof Screen.Home);
    }

    /** Puts a card in once the kiosk shows this and its reader is there. */
    private void insert(String card, String at) throws Exception {
        shows(at);
        Eventually.holds(() -> media().equals("NOT_PRESENT"), this::media);
        buttons.press("chip-card", "staff", card);
    }

    private String media() {
        try {
            URI page = URI.create("http://127.0.0.1:" + kiosk.webPort() + "/devices/chip-card-reader.json");
            return PanelButtons.get(page).get("media").asString();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void type(String pin) {
        shows(screen -> screen instanceof Screen.StaffPin typed && typed.digits() == 0 && !typed.checking());
        pin.chars().forEach(digit -> act(new Action.TypeDigit(digit - '0')));
        act(new Action.Confirm());
    }

    private void act(Action action) {
        kiosk.listener().acted(view.number(), action);
    }

    private void shows(String id) {
        shows(screen -> screen.id().equals(id));
    }

    private void shows(Predicate<Screen> wanted) {
        Eventually.holds(() -> view != null && wanted.test(view.screen()), () -> "it shows " + view);
    }
}
