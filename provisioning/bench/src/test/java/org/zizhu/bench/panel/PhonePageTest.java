package org.zizhu.bench.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;
import org.zizhu.bench.table.UnitFolder;
import org.zizhu.bench.unitpage.Browser;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.cabinet.Cabinet;
import org.zizhu.drivers.cabinet.Wiring;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.codescanner.JustSeen;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.identity.qr.IssuerTrust;
import org.zizhu.kiosk.identity.qr.QrCodes;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrRefusal;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.identity.qr.TokenVerifier;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.HttpsPlatform;
import org.zizhu.kiosk.platform.PlatformSettings;
import org.zizhu.kiosk.platform.QrTrust;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.UnitKeys;
import org.zizhu.kiosk.visit.Troubles;
import org.zizhu.platform.qr.CodeKind;

/** A citizen's phone in Chromium, shown to the unit's real scanner drivers, and what the unit makes of its codes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhonePageTest {

    private static final Path PICTURES = Path.of("target", "phone-page");

    /** A camera's first picture on a loaded machine may take a while. */
    private static final Duration SCANNED_WITHIN = Duration.ofSeconds(60);

    private Table table;
    private Cabinet cabinet;
    private Browser browser;
    private Journal journal;
    private HttpsPlatform platform;
    private IssuerTrust trust;
    private QrCodes codes;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        table = Table.set(
                folder.resolve("bench"),
                folder.resolve("unit"),
                Prepared.NOTHING,
                (unit, panel) -> List.of("true"),
                notice -> {});
        PlatformSettings settings = UnitSettings.read(table.unit()).platformSettings(table.unit());
        cabinet = Wiring.read(table.unit().resolve("cabinet.yaml"), InstantSource.system());
        cabinet.start();
        journal = Journal.open(folder.resolve("journal.db"), InstantSource.system());
        platform = HttpsPlatform.open(settings, InstantSource.system());
        trust = new IssuerTrust(UnitKeys.authorityCertificate(settings));
        TokenVerifier tokens = new TokenVerifier(
                trust, TokenVerifier.Accepted.in(journal), UnitFolder.TERMINAL, "430102", InstantSource.system());
        Troubles troubles = Troubles.shipped();
        codes = QrCodes.of(tokens, platform, code -> troubles.words(code).what());
        browser = new Browser(folder.resolve("profile"));
    }

    @AfterAll
    void stop() throws IOException {
        browser.close();
        cabinet.close();
        platform.close();
        journal.close();
        table.close();
    }

    @BeforeEach
    void open() {
        table.city().faults().heal();
        assertInstanceOf(Answer.Given.class, platform.health().join());
        askWhatIsRevoked();
        browser.size(1280, 900, false);
        browser.open(table.panel().resolve("about"));
        browser.open(table.panel().resolve("phone"));
        browser.until("document.querySelectorAll('#owners button').length > 1");
        browser.until("Number(document.getElementById('sheet').dataset.size) > 0");
        takeAway();
    }

    @Test
    void theNumberOnTheWaterBill_isThere_forWhomeverGetsOne() {
        choose("query", "IDENTITY");
        String number = table.city().household(table.city().person("query")).orElseThrow();
        browser.until(
                "document.getElementById('household').textContent.replaceAll(' ', '').endsWith('" + number + "')");
    }

    @ParameterizedTest
    @CsvSource({"IDENTITY", "SOCIAL_SECURITY", "MEDICAL_INSURANCE", "CITY"})
    void aCodeHeldToTheScanner_identifiesItsCitizen_andItsScreenshotDoesNot(String kind) {
        choose("certificate", kind);
        browser.click("#shot");
        browser.until("document.querySelectorAll('#shots li').length === 1");

        byte[] scanned = scan(cabinet.codeScanner().orElseThrow(), "#to-scanner");

        Answer.Given<?> given = assertInstanceOf(Answer.Given.class, identify(scanned));
        String name = table.city().person("certificate").card().knownName();
        assertTrue(((Session) given.value()).maskedName().startsWith(name.substring(0, 1)));
        takeAway();
        byte[] again = scan(cabinet.codeScanner().orElseThrow(), "#shots button");
        assertEquals("qr-replayed", identify(again).code());
    }

    @Test
    void aCodeHeldUpToTheCamera_isReadToo() {
        choose("certificate", "CITY");

        CodeScanner camera = (CodeScanner) cabinet.named("camera-scanner").orElseThrow();
        byte[] scanned = scan(camera, "#to-camera");

        assertInstanceOf(Answer.Given.class, identify(scanned));
    }

    @Test
    void aCodeForAnotherKiosk_isRefusedHere_whoeverVerifiesIt() {
        for (String kind : List.of("IDENTITY", "CITY")) {
            choose("certificate", kind);
            browser.click("[value=ELSEWHERE]");
            awaitAnotherCode();

            assertEquals(
                    "qr-other-terminal",
                    identify(scan(cabinet.codeScanner().orElseThrow(), "#to-scanner"))
                            .code());
            takeAway();
            browser.click("[value=HERE]");
            awaitAnotherCode();
            assertInstanceOf(
                    Answer.Given.class, identify(scan(cabinet.codeScanner().orElseThrow(), "#to-scanner")));
            takeAway();
            browser.click("[value=ANYWHERE]");
            awaitAnotherCode();
        }
    }

    @Test
    void aChangedCode_isFoundOut() {
        choose("certificate", "IDENTITY");

        assertEquals(
                QrRefusal.BAD_SIGNATURE.code(),
                identify(scan(cabinet.codeScanner().orElseThrow(), "#forge")).code());
    }

    @Test
    void aRevokedCode_andThoseOfARevokedKey_areRefused_andNewOnesAreNot() {
        choose("certificate", "IDENTITY");
        browser.click("#shot");
        browser.click("#revoke");
        browser.until("document.getElementById('toast').textContent.includes('revoked')");
        askWhatIsRevoked();
        assertRefused(QrRefusal.REVOKED, shownBy("#to-scanner"));
        takeAway();

        choose("certificate", "CITY");
        choose("certificate", "IDENTITY");
        byte[] byTheOldKey = shownBy("#to-scanner");
        takeAway();
        browser.click("#revoke-key");
        browser.until("document.getElementById('toast').textContent.includes('old key')");
        askWhatIsRevoked();

        assertRefused(QrRefusal.ISSUER_REVOKED, byTheOldKey);
        choose("certificate", "CITY");
        choose("certificate", "IDENTITY");
        assertInstanceOf(QrVerdict.Accepted.class, codes.accept(shownBy("#to-scanner"), Set.of(QrKind.IDENTITY)));
    }

    @Test
    void withoutThePlatform_aPickUpCodeIsVerified_andAnOpaqueOneSaysThatItNeedsThePlatform() {
        String collector = table.city().people().stream()
                .filter(person -> table.city()
                        .phone()
                        .show(person.id(), CodeKind.CASE_PICKUP, null)
                        .isPresent())
                .findFirst()
                .orElseThrow()
                .id();
        choose(collector, "CASE_PICKUP");
        byte[] pickup = shownBy("#to-scanner");
        String about = browser.evaluate("document.getElementById('about').textContent");
        takeAway();
        choose(collector, "SOCIAL_SECURITY");
        byte[] opaque = shownBy("#to-scanner");
        table.city().faults().unreachable();

        String trouble = QrCodes.trouble(identify(opaque));
        // The first may still take the connection that was just cut: then it is not known whether it was heard.
        assertEquals("qr-offline", trouble.equals("platform-broken") ? QrCodes.trouble(identify(opaque)) : trouble);
        QrVerdict verdict = codes.accept(pickup, Set.of(QrKind.CASE_PICKUP));
        assertEquals(
                about,
                assertInstanceOf(QrVerdict.Accepted.class, verdict).claims().subject());
    }

    @Test
    void afterItsMinute_thePhoneShowsANewCode_andTheScreenshotHasRunOut() throws Exception {
        choose("certificate", "CITY");
        String before = browser.evaluate("code.text");
        browser.click("#shot");
        browser.until("document.querySelector('#shots .age').textContent.includes('left')");

        browser.evaluate("Date.now = (now => () => now() + 61000)(Date.now)");

        browser.until("code.text !== '" + before + "'");
        browser.until("document.querySelector('#shots .age').textContent.includes('run out')");
    }

    @Test
    void whoHasNoCode_isToldSo() {
        choose("unknown", "CITY");

        assertEquals("0", browser.evaluate("document.getElementById('sheet').dataset.size"));
        assertEquals("false", browser.evaluate("document.getElementById('none').hidden"));
    }

    @ParameterizedTest
    @CsvSource({"1280, 900, false", "900, 1200, false", "390, 844, true"})
    void thePage_fitsWhereverItIsLookedAt(int width, int height, boolean phone) throws IOException {
        browser.size(width, height, phone);
        choose("long-name", "IDENTITY");
        browser.click("#shot");
        browser.picture(PICTURES.resolve(width + ".png"));

        assertEquals("true", browser.evaluate("document.documentElement.scrollWidth <= innerWidth"));
        assertEquals(
                "",
                browser.evaluate(
                        "[...document.querySelectorAll('#kinds button, .does button')]"
                                + ".filter(button => button.scrollWidth > button.clientWidth + 1).map(button => button.id).join()"));
    }

    @Test
    void noCodeIsInAnAddress() {
        choose("certificate", "IDENTITY");
        String text = browser.evaluate("code.text");
        scan(cabinet.codeScanner().orElseThrow(), "#to-scanner");

        String addresses = browser.evaluate("performance.getEntries().map(entry => entry.name).join('\\n')");
        assertTrue(addresses.contains("/phone/code"));
        assertFalse(addresses.contains(text.substring(20, 40)));
        assertFalse(addresses.contains("certificate"));
    }

    private void choose(String citizen, String kind) {
        browser.evaluate("(document.getElementById('search').value = '" + citizen
                + "', document.getElementById('search').oninput())");
        browser.evaluate("(window.chosen = false, choose(citizens.find(one => one.id === '" + citizen
                + "'), kinds.find(one => one.id === '" + kind + "')).then(() => window.chosen = true))");
        browser.until("window.chosen");
    }

    /** A choice of the place has another code made. */
    private void awaitAnotherCode() {
        String before = browser.evaluate("code.text");
        browser.evaluate("renew()");
        browser.until("code.text !== '" + before + "'");
        assertNotEquals(before, browser.evaluate("code.text"));
    }

    private byte[] shownBy(String button) {
        return scan(cabinet.codeScanner().orElseThrow(), button);
    }

    /** The unit looks for a code, and a person holds the phone there. */
    private byte[] scan(CodeScanner scanner, String button) {
        CompletableFuture<Completion<ScannedCode>> reading = scanner.scan(SCANNED_WITHIN);
        browser.click(button);
        Completion.Success<?> success = assertInstanceOf(Completion.Success.class, reading.join());
        return ((ScannedCode) success.value()).bytes();
    }

    /** What is away for a moment is read anew, if it comes back. */
    private void takeAway() {
        browser.evaluate("document.getElementById('toast').textContent = ''");
        browser.click("#away");
        browser.until("document.getElementById('toast').textContent.includes('taken away')");
        long since = System.nanoTime();
        Browser.until(() -> System.nanoTime() - since > JustSeen.AWAY.toNanos(), "time stands still");
    }

    private Answer<Session> identify(byte[] scanned) {
        return codes.identify(
                        scanned,
                        new CallContext(
                                "查询",
                                "参保查询",
                                "000711003000",
                                "00000000-0000-0000-0000-000000000001",
                                UnitFolder.TERMINAL,
                                "芙蓉区"))
                .join();
    }

    private void assertRefused(QrRefusal why, byte[] code) {
        assertEquals(new QrVerdict.Refused(why), codes.accept(code, Set.of(QrKind.IDENTITY)));
    }

    private void askWhatIsRevoked() {
        Answer.Given<?> given =
                assertInstanceOf(Answer.Given.class, platform.qrTrust().join());
        trust.learn((QrTrust) given.value());
    }
}
