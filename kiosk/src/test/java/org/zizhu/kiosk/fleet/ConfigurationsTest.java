package org.zizhu.kiosk.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.configuration.InForce;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.Event;
import tools.jackson.databind.JsonNode;

/** What the centre prescribes is judged when it comes, in force between two visits, and told; whatever happens meanwhile. */
class ConfigurationsTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final String ITEM = "insurance-certificate";
    private static final String HOTLINE = "{\"hotline\":\"0731-12345\"}";

    @TempDir
    Path folder;

    private final TableFleet fleet = new TableFleet();
    private Tabletop table;
    private FleetFolder mine;
    private ReportStore store;
    private Configurations configurations;

    @BeforeEach
    void setUp() throws IOException {
        table = new Tabletop(folder, PAPER);
        mine = new FleetFolder(folder.resolve("fleet"), new SecureRandom());
        fleet.enrol(mine);
        begin();
    }

    private void begin() throws IOException {
        store = new ReportStore(folder.resolve("fleet.db"), table.time, table.time::nanos, new SecureRandom());
        Configurations.restore(inForce(), mine, folder);
        configurations = new Configurations(folder, mine, inForce(), store, () -> {
            table.unit().centre().errands().put(() -> configurations.begin());
            table.time.put(new Event.Changed());
        });
    }

    private void powerCut() throws IOException {
        tearDown();
        table = new Tabletop(folder, PAPER, table);
        begin();
    }

    @AfterEach
    void tearDown() {
        store.close();
        table.close();
    }

    @Test
    void comeInTheMiddleOfAVisit_isInForceForTheNext() {
        String content =
                "{\"hotline\":\"0731-12345\",\"idleSeconds\":90,\"stockWarningDays\":7,\"items\":[\"case-progress\"]}";
        table.comesFor(ITEM)
                .on("confirmation", () -> {
                    told(fleet.desires(3, content));
                    table.does(new Action.Confirm());
                })
                .on("review", () -> {
                    assertEquals("12345", table.unit().hotline());
                    table.does(new Action.SkipReview());
                })
                .on("home", new Action.EndVisit())
                .on("farewell", table.reader::lift)
                .on("attract", new Action.Begin())
                .runUntil("home");

        assertEquals(
                "0731-12345", table.views.get(table.views.size() - 1).unit().hotline());
        Screen.Home home = (Screen.Home) table.views.get(table.views.size() - 1).screen();
        assertEquals(
                List.of("case-progress"),
                home.tiles().stream().map(Screen.Tile::item).toList());
        assertEquals(Duration.ofSeconds(90), table.unit().idle());
        assertEquals(Duration.ofDays(7), table.unit().stockWarning());
        assertEquals("3 applied", fates());
        assertTrue(table.listing().contains(ITEM + "  done"), "whoever had begun was served");
    }

    @Test
    void whatIsNotPrescribedAnyMore_isAsTheUnitsOwnFolderSays() {
        apply(fleet.desires(3, HOTLINE));
        apply(fleet.desires(4, "{\"idleSeconds\":45}"));
        assertEquals("12345", table.unit().hotline());
        assertEquals(Duration.ofSeconds(45), table.unit().idle());
        apply(fleet.desires(5, "{}"));
        assertEquals(inForce().own(), inForce().now());
        assertEquals("3 applied, 4 applied, 5 applied", fates());
    }

    @Test
    void aCatalogueIsTakenOverWithoutARestart() throws IOException {
        String catalogue = shipped().replace("参保证明打印", "参保证明（新）");
        apply(fleet.desires(3, Wire.write(Map.of("catalogue", catalogue))));
        assertEquals("参保证明（新）", table.unit().catalogue().item(ITEM).name().chinese());
        assertEquals("3 applied", fates());
    }

    @Test
    void signatureWrong_isRefused() {
        apply(new TableFleet().desires(3, HOTLINE));
        apply(new Told.Desired(
                4, fleet.signed("{\"version\":4,\"content\":" + HOTLINE + "}", KeyPurposeId.id_kp_clientAuth)));
        String good = fleet.desires(5, HOTLINE).document();
        int middle = good.length() / 2;
        char other = good.charAt(middle) == 'A' ? 'B' : 'A';
        apply(new Told.Desired(5, good.substring(0, middle) + other + good.substring(middle + 1)));
        apply(new Told.Desired(6, "no base64"));
        apply(new Told.Desired(7, "AAAA"));
        assertEquals(
                "3 refused signature-wrong, 4 refused signature-wrong, 5 refused signature-wrong, 6 refused signature-wrong,"
                        + " 7 refused signature-wrong",
                fates());
        assertEquals(0, inForce().version());
    }

    @Test
    void olderOne_isRefused_andTheSameAgainIsOnlyTold() {
        apply(fleet.desires(3, HOTLINE));
        apply(fleet.desires(2, "{}"));
        apply(fleet.desires(3, "{}"));
        // A number on the outside that is not the signed one.
        apply(new Told.Desired(9, fleet.desires(2, "{}").document()));
        assertEquals("3 applied, 2 refused older-version, 3 applied, 9 refused malformed", fates());
        assertEquals("0731-12345", table.unit().hotline());
    }

    @Test
    void tooLarge_isRefused() {
        apply(new Told.Desired(3, "A".repeat(Configurations.MOST_CHARACTERS + 1)));
        // Small as it is sent.
        apply(fleet.desires(4, "{\"catalogue\":\"" + "x".repeat(600_000) + "\"}"));
        assertEquals("3 refused too-large, 4 refused too-large", fates());
    }

    @Test
    void whatThisUnitCanNotGoBy_isRefusedWithTheReason() throws IOException {
        refused("unknown-key wallpaper", "{\"wallpaper\":\"blue\",\"hotline\":\"12345\"}");
        refused("unknown-item weddings", "{\"items\":[\"case-progress\",\"weddings\"]}");
        refused("value-wrong items", "{\"items\":[]}");
        refused("value-wrong items", "{\"items\":[\"case-progress\",\"case-progress\"]}");
        refused("value-wrong hotline", "{\"hotline\":\"call me\"}");
        refused("value-wrong idleSeconds", "{\"idleSeconds\":5}");
        refused("value-wrong idleSeconds", "{\"idleSeconds\":\"60\"}");
        refused("value-wrong stockWarningDays", "{\"stockWarningDays\":365}");
        refused("value-wrong openingHours", "{\"openingHours\":{\"opens\":\"20:00\",\"closes\":\"08:00\"}}");
        refused("value-wrong openingHours", "{\"openingHours\":\"always\"}");
        refused("malformed", "[]");
        catalogueRefused("items: [");
        catalogueRefused(shipped().replace("ISSUE_AND_PRINT", "DANCE"));
        catalogueRefused(shipped().replace("document: insurance-certificate", "document: null"));
        catalogueRefused(
                shipped().replace("name: { zh: \"参保证明打印\", en: \"Social insurance certificate\" }", "name: null"));
        assertEquals(inForce().own(), inForce().now());
    }

    @Test
    void diskFull_theOldOneStaysInForce_andTheFleetIsTold() throws IOException {
        apply(fleet.desires(3, HOTLINE));
        // Nothing can be written where the new one would be.
        Path part = folder.resolve("configuration.p7s.part");
        Files.createDirectories(part.resolve("full"));
        apply(fleet.desires(4, "{}"));
        assertEquals("3 applied, 4 failed not-stored", fates());
        assertEquals("0731-12345", table.unit().hotline());
        assertEquals(3, configurations.version());

        Files.delete(part.resolve("full"));
        apply(fleet.desires(4, "{}"));
        assertEquals("3 applied, 4 failed not-stored, 4 applied", fates());
    }

    @Test
    void powerCutBeforeItIsStored_leavesTheOldOne_whichIsToldWithTheHello() throws IOException {
        apply(fleet.desires(3, HOTLINE));
        told(fleet.desires(4, "{}"));
        powerCut();
        assertEquals(3, configurations.version());
        assertEquals("0731-12345", table.unit().hotline());
        assertEquals("3 applied", fates());
    }

    @Test
    void powerCutBetweenStoringAndTelling_leavesTheNewOne_whichIsToldWithTheHello() throws IOException {
        // The reports' store fails right after the document was stored.
        told(fleet.desires(3, HOTLINE));
        store.close();
        try {
            configurations.begin();
            throw new AssertionError("it was told");
        } catch (RuntimeException e) {
            assertTrue(Files.exists(folder.resolve("configuration.p7s")));
        }
        powerCut();
        assertEquals(3, configurations.version());
        assertEquals("0731-12345", table.unit().hotline());
    }

    @Test
    void fileDamaged_orOfAnotherFleet_theUnitServesByItsOwn() throws IOException {
        apply(fleet.desires(3, HOTLINE));
        TableFleet other = new TableFleet();
        other.enrol(mine);
        assertEquals(0, configurations.version(), "another fleet counts from its own beginning");
        apply(other.desires(1, "{\"idleSeconds\":45}"));
        assertEquals("3 applied, 1 applied", fates());

        Files.writeString(folder.resolve("configuration.p7s"), "damaged");
        powerCut();
        assertEquals(0, configurations.version());
        assertEquals(inForce().own(), inForce().now());
    }

    @Test
    void outsideItsHours_itServesNobody_andOpensByItself() {
        // It is 23:00 by China's time.
        told(fleet.desires(3, "{\"openingHours\":{\"opens\":\"23:30\",\"closes\":\"23:59\"}}"));
        table.on("out-of-service", () -> {}).runUntil("attract");
        String closed = table.views.stream()
                .filter(view -> view.screen() instanceof Screen.OutOfService)
                .map(view -> view.screen().toString())
                .findFirst()
                .orElse("");
        assertTrue(closed.contains("服务时间 23:30–23:59"), closed);
        String open = table.views.get(table.views.size() - 1).screen().toString();
        assertTrue(open.contains("Open 23:30–23:59"), open);
        assertTrue(table.unit().outsideHours().isEmpty());
    }

    // --- how --------------------------------------------------------------------------------------------------------

    private InForce inForce() {
        return table.unit().configuration();
    }

    private void told(Told.Desired desired) {
        try {
            configurations.told(desired);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** It comes while nobody is there. */
    private void apply(Told.Desired desired) {
        told(desired);
        var unused = table.unit().centre().errands().run();
    }

    private void refused(String why, String content) {
        apply(fleet.desires(3, content));
        assertTrue(fates().endsWith("3 refused " + why), fates());
    }

    private void catalogueRefused(String catalogue) {
        refused("catalogue-wrong", Wire.write(Map.of("catalogue", catalogue)));
    }

    private static String shipped() throws IOException {
        try (var in = Item.class.getResourceAsStream("catalogue.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the fleet is told, in order. */
    private String fates() {
        return String.join(
                ", ",
                store.after(0, 1_000).stream()
                        .map(report -> Wire.read(report.fact()).orElseThrow())
                        .map(ConfigurationsTest::fate)
                        .toList());
    }

    private static String fate(JsonNode fact) {
        assertEquals("configuration", fact.path("kind").asString());
        return (fact.path("version").asString() + " " + fact.path("fate").asString() + " "
                        + fact.path("reason").asString("") + " "
                        + fact.path("about").asString(""))
                .strip();
    }
}
