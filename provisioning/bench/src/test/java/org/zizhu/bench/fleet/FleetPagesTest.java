package org.zizhu.bench.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.bench.unitpage.Browser;
import org.zizhu.fleet.Fleet;
import org.zizhu.fleet.Settings;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Division;

/** The centre's pages in Chromium, from the first password on; openssl is the authenticator on the phone. */
class FleetPagesTest {

    private static final Path PICTURES = Path.of("target", "fleet-pages");
    private static final String OWN = "four words and a tree";

    @TempDir
    Path folder;

    private Fleet fleet;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        fleet = Fleet.start(Settings.inFolder(folder.resolve("fleet"), 0, 0, new Division("430100")));
        browser = new Browser(folder.resolve("profile"));
        browser.trustEverybody();
        browser.size(1280, 800, false);
    }

    @AfterEach
    void stop() {
        browser.close();
        fleet.close();
    }

    @Test
    void firstAdministrator_setsUp_givesOutAToken_andSeesTheUnitComeWithoutReloading() throws Exception {
        browser.open(page("/sign-in"));
        fill("name", Fleet.FIRST);
        fill("password", fleet.firstPassword().orElseThrow());
        press("button.strong");
        browser.until("location.pathname === '/sign-in' && document.querySelector('[name=own]') !== null");
        fits("set-up");
        fill("code", code(browser.evaluate("document.querySelector('.secret').textContent")));
        fill("own", OWN);
        press("button.strong");
        browser.until("location.pathname === '/' && document.querySelector('.tiles') !== null");
        fits("units-none");

        fleet.enrolment().register(new UnitId("cs-furong-01"), new Division("430102"), "op");
        browser.until("document.getElementById('live').textContent.includes('cs-furong-01')");
        fits("units");

        browser.open(page("/units/cs-furong-01"));
        fits("unit");
        browser.open(page("/map"));
        fits("map");
        browser.open(page("/enrolment"));
        fill("unit", "cs-furong-02");
        press("button.strong");
        browser.until("document.querySelector('.token .secret') !== null");
        assertTrue(browser.evaluate("document.querySelector('.token .secret').textContent")
                .startsWith("field enrol zizhu-enrol-1/127.0.0.1:" + fleet.port() + "/"));
        fits("enrolment");
        browser.open(page("/people"));
        fits("people");
        browser.open(page("/alarms"));
        fits("alarms");
        browser.open(page("/orders"));
        fits("orders");
        browser.open(page("/configurations"));
        fits("configurations-none");
        press("summary");
        fits("configurations-form");
        fill("title", "夏季服务时间");
        fill("division", "430102");
        fill("hotline", "0731-12345");
        fill("opens", "08:00");
        fill("closes", "20:00");
        fill("items", "case-progress insurance-certificate");
        press("button.strong");
        browser.until("location.pathname === '/configurations/1'");
        fits("configuration");
        press("[value=roll-back]");
        browser.until("location.pathname === '/configurations/2'");
        browser.open(page("/configurations"));
        fits("configurations");
        browser.open(page("/units/cs-furong-01"));
        fits("unit-configured");
        aGroupIsMadeOfTheList_andIsAFilterEverywhere();
        browser.open(page("/people"));

        browser.open(page("/language?to=en&back=/people"), page("/people"));
        assertEquals("People", browser.evaluate("document.querySelector('h1').textContent"));
        assertFalse(browser.evaluate("document.cookie").contains("__Host-fleet"), "a script can't have the session");
    }

    private void aGroupIsMadeOfTheList_andIsAFilterEverywhere() throws IOException {
        browser.open(page("/groups"));
        fits("groups-none");
        fleet.enrolment().register(new UnitId("cs-tianxin-01"), new Division("430103"), "op");
        browser.open(page("/?q=-01"));
        browser.evaluate("document.querySelectorAll('summary').forEach(one => one.click())");
        fits("units-into-group");
        browser.evaluate("document.querySelector('form[action^=\"/groups/fill\"] [name=name]').value = '医院大厅试点'");
        press("[value=make]");
        browser.until("location.pathname === '/groups/1'");
        browser.until("document.querySelector('.tile.awaited b').textContent === '2'");
        browser.open(page("/configurations?group=1"));
        fits("configurations-for-group");
        fill("title", "试点热线");
        fill("hotline", "0731-54321");
        press("button.strong");
        browser.until("location.pathname === '/configurations/3'");
        fits("configuration-of-group");
        for (String language : new String[] {"zh", "en"}) {
            browser.open(page("/language?to=" + language + "&back=/groups"), page("/groups"));
            for (String path : new String[] {
                "groups",
                "groups/1",
                "?group=1",
                "map?group=1",
                "alarms?group=1",
                "units/cs-tianxin-01",
                "configurations"
            }) {
                browser.open(page("/" + path));
                fits("group-" + path.replaceAll("[^a-z]+", "-") + "-" + language);
            }
        }
        browser.open(page("/?group=1&q=tianxin"));
        press(".own a");
        browser.until("location.search === '?q=tianxin&group=1' && document.documentElement.lang === 'zh-CN'");
    }

    /** Nothing sticks out at the side, on a desktop or a phone; a picture of each is kept to be looked at. */
    private void fits(String name) throws IOException {
        for (int width : new int[] {1280, 390}) {
            browser.size(width, 800, width < 600);
            String widest = browser.evaluate("document.documentElement.scrollWidth");
            assertTrue(Integer.parseInt(widest) <= width, name + " is " + widest + " wide at " + width);
            browser.picture(PICTURES.resolve(name + "-" + width + ".png"));
        }
        browser.size(1280, 800, false);
    }

    private URI page(String path) {
        return URI.create("https://127.0.0.1:" + fleet.pagesPort() + path);
    }

    private void fill(String field, String value) {
        browser.evaluate("document.querySelector('[name=" + field + "]').value = '" + value + "'");
    }

    private void press(String button) {
        browser.evaluate("document.querySelector('" + button + "').click()");
    }

    /** RFC 6238 by openssl. */
    private static String code(String uri) throws IOException, InterruptedException {
        byte[] secret = Base32.decode(uri.replaceFirst(".*secret=([A-Z2-7]+).*", "$1"));
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "dgst",
                        "-sha1",
                        "-mac",
                        "HMAC",
                        "-macopt",
                        "hexkey:" + HexFormat.of().formatHex(secret),
                        "-binary")
                .start();
        try (OutputStream in = openssl.getOutputStream()) {
            in.write(ByteBuffer.allocate(8)
                    .putLong(Instant.now().getEpochSecond() / 30)
                    .array());
        }
        byte[] hash = openssl.getInputStream().readAllBytes();
        assertEquals(0, openssl.waitFor());
        int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }
}
