package org.zizhu.bench.unitpage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;
import org.zizhu.kiosk.Kiosk;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.screen.View;

/** What field staff see of the whole table in Chromium, and what they can do there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevicePageTest {

    private static final Path PICTURES = Path.of("target", "device-page");

    private final HttpClient client = HttpClient.newHttpClient();
    private Table table;
    private Kiosk kiosk;
    private Browser browser;
    private URI page;
    private volatile View shown;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        table = Table.set(
                folder.resolve("bench"),
                folder.resolve("unit"),
                Prepared.NOTHING,
                (unit, panel) -> List.of("true"),
                notice -> {});
        kiosk = Kiosk.open(table.unit());
        kiosk.start(view -> shown = view);
        browser = new Browser(folder.resolve("profile"));
        page = URI.create("http://127.0.0.1:" + kiosk.webPort() + "/devices");
    }

    @AfterAll
    void stop() throws IOException {
        browser.close();
        kiosk.close();
        table.close();
    }

    @BeforeEach
    void open() {
        browser.size(1280, 800, false);
        browser.open(URI.create("about:blank"));
        browser.open(page);
        browser.until("document.querySelectorAll('#devices a').length > 0");
    }

    @Test
    void everyDeviceOfTheTable_isShownAtWork() throws IOException {
        String notWell = "[...document.querySelectorAll('#devices a')].filter(a => !['well', 'busy', 'care']"
                + ".includes(a.dataset.mood)).map(a => a.dataset.device).join()";
        browser.until(notWell + " === ''");

        for (String device :
                browser.evaluate("devices.map(device => device.name).join()").split(",", -1)) {
            choose(device);
            browser.picture(PICTURES.resolve(device + ".png"));
        }
    }

    @Test
    void readerUnplugged_isDownWithTheReason_andWellAgainWhenReplugged() throws Exception {
        choose("id-card-reader");
        browser.until("document.querySelector('#device').dataset.mood === 'well'");
        press("reader/unplug");
        browser.until("document.querySelector('#device').dataset.mood === 'down'");
        browser.until("document.querySelector('[data-device=id-card-reader]').dataset.mood === 'down'");
        assertTrue(browser.evaluate("document.querySelector('#faults time') !== null")
                .equals("true"));
        browser.picture(PICTURES.resolve("unplugged.png"));

        press("reader/replug");
        browser.until("document.querySelector('#device').dataset.mood === 'well'");
    }

    @Test
    void selfTest_showsItsResultWithTheTime() throws IOException {
        choose("id-card-reader");
        browser.until("document.querySelector('#device').dataset.mood === 'well'");
        browser.click("#self-test");
        browser.until("document.querySelector('#care').dataset.outcome === 'passed'");
        assertTrue(browser.evaluate("document.querySelector('#care time').textContent")
                .matches("\\d\\d:\\d\\d:\\d\\d"));
        browser.picture(PICTURES.resolve("self-test.png"));
    }

    @Test
    void doorIsTriedByWhoHasTheKey_andShowsOpenUntilItIsShut() throws Exception {
        choose("locker");
        browser.until("document.querySelector('#device').dataset.mood === 'well'");
        browser.click("#trial");
        browser.until("document.querySelector('#care').dataset.outcome === 'refused'");

        press("panel/open-maintenance-door");
        browser.until("document.querySelector('[data-device=panel]').dataset.mood === 'care'");
        browser.click("#trial");
        browser.until("document.querySelector('#care').dataset.outcome === 'passed'");
        browser.until("document.querySelector('.doors [data-door=OPEN]') !== null");
        browser.picture(PICTURES.resolve("door-open.png"));

        press("locker/close-1");
        browser.until("document.querySelector('.doors [data-door=OPEN]') === null");
        press("panel/close-maintenance-door");
        browser.until("document.querySelector('[data-device=panel]').dataset.mood === 'well'");
    }

    @Test
    void wireLog_runsLive_untilItIsHeld() {
        choose("id-card-reader");
        String newest = "document.querySelector('#frames time').dateTime";
        browser.until("document.querySelector('#frames time') !== null");
        String before = browser.evaluate(newest);
        browser.until(newest + " !== '" + before + "'");

        browser.click("#hold");
        String held = browser.evaluate(newest);
        String at = browser.evaluate("Date.now()");
        browser.until("Date.now() > " + at + " + 1500");
        assertEquals(held, browser.evaluate(newest));
    }

    @Test
    void onAPhone_theListLeadsToADevice_andBack() throws IOException {
        browser.size(390, 844, true);
        browser.until("getComputedStyle(document.querySelector('#device')).display === 'none'");
        browser.picture(PICTURES.resolve("phone-list.png"));
        browser.click("[data-device=document-printer]");
        browser.until("getComputedStyle(document.querySelector('nav')).display === 'none'");
        browser.until("document.querySelector('#title code')?.textContent === 'document-printer'");
        browser.picture(PICTURES.resolve("phone-device.png"));
        assertNothingSticksOut();
        browser.click(".back");
        browser.until("getComputedStyle(document.querySelector('nav')).display !== 'none'");
        assertNothingSticksOut();
    }

    @Test
    void powerOfAPrinter_isNotTakenWhileACitizenIsInTheMiddle_andThePageSaysWhy() throws IOException {
        choose("receipt-printer");
        citizenDoes(new Action.Begin(), "home");
        citizenDoes(new Action.ChooseItem("case-progress"), "guide");
        browser.click("#power-cycle");
        browser.click("#power-cycle.sure");
        browser.until("document.querySelector('#care').dataset.outcome === 'refused'");
        assertTrue(
                browser.evaluate("document.querySelector('#care').textContent").contains("citizen-waits"));
        browser.picture(PICTURES.resolve("refused.png"));
        citizenDoes(new Action.EndVisit(), "attract");
    }

    @Test
    void readerUnplugged_isNamedOnTheHomeScreen_untilItIsBack() throws Exception {
        citizenDoes(new Action.Begin(), "home");
        assertEquals(Optional.empty(), notice());

        press("reader/unplug");
        Browser.until(() -> notice().equals(Optional.of("Not working: ID reader.")), "the reader is named");
        press("reader/replug");
        Browser.until(() -> notice().isEmpty(), "the reader is not named any more");
        citizenDoes(new Action.EndVisit(), "attract");
    }

    @Test
    void callButtonOfTheCabinet_opensHelpByAPerson() throws Exception {
        Browser.until(() -> shown.screen().id().equals("attract"), "nobody is there");
        press("panel/call");
        Browser.until(() -> shown.screen().id().equals("help-by-person"), "help by a person");
        citizenDoes(new Action.Back(), "attract");
    }

    private Optional<String> notice() {
        return shown.screen() instanceof Screen.Home home
                ? home.notice().map(Text::english)
                : Optional.of("not at home");
    }

    private void citizenDoes(Action action, String next) {
        kiosk.listener().acted(shown.number(), action);
        Browser.until(() -> shown.screen().id().equals(next), next);
    }

    private void choose(String device) {
        browser.click("[data-device='" + device + "']");
        browser.until("document.querySelector('#title code')?.textContent === '" + device + "'");
        assertNothingSticksOut();
    }

    private void assertNothingSticksOut() {
        assertEquals("true", browser.evaluate("document.documentElement.scrollWidth <= innerWidth"));
        assertEquals("true", browser.evaluate("document.querySelector('#lost').hidden"));
    }

    private void press(String button) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(table.panel().resolve("/do/" + button))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("\"\""))
                .build();
        assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
    }
}
