package org.zizhu.fleet.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.Tool;
import org.zizhu.fleet.configuration.Configuration.Standing;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Told;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.unit.Division;

/** A new version comes to a few units first, then to all; it stops by itself; it is rolled back. */
class ConfigurationsTest {

    private static final Division FURONG = new Division("430102");
    private static final Division TOWNSHIP = new Division("430102001");
    private static final Division OTHER_TOWNSHIP = new Division("430102002");
    private static final Content NUMBER = new Content("0731-12345", null, null, null, null, null);
    private static final Content SLOW = new Content(null, 90, null, null, null, null);

    @TempDir
    Path folder;

    /** What each unit was told last. */
    private final Map<String, Long> told = new LinkedHashMap<>();

    private Stage stage;
    private FleetAuthority authority;
    private Configurations configurations;

    private void open(Store store, int units) {
        stage = new Stage(store, folder, Rulebook.builtIn());
        authority = new FleetAuthority(folder.resolve("keys"), stage.clock);
        configurations = new Configurations(stage.database, authority, stage.clock, (unit, frame) -> {
            told.put(unit.value(), ((Told.Desired) frame).version());
            return true;
        });
        stage.units("cs-", units, TOWNSHIP.code());
        for (int i = 1; i <= units; i++) {
            arrives("cs-" + i, 0L);
        }
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void firstAFew_andWhenTheyHaveGoneByItForAWhile_all(Store store) {
        open(store, 60);
        long version = publish(FURONG, NUMBER, 2);
        look();
        assertEquals(Map.of("cs-1", version, "cs-10", version), told);
        assertEquals(Map.of("sent", 2L, "waiting", 58L), units(version));

        says("cs-1", version, Fact.Fate.APPLIED, null);
        passes(Configurations.TRIAL);
        assertEquals(Standing.TRYING, standing(version), "one has not said anything yet");
        says("cs-10", version, Fact.Fate.APPLIED, null);
        look();
        passes(Configurations.TRIAL.minusSeconds(1));
        assertEquals(Standing.TRYING, standing(version));
        passes(Duration.ofSeconds(1));
        assertEquals(Standing.SPREADING, standing(version));
        look();
        assertEquals(52, told.size(), "not a whole county in one second");
        look();
        look();
        assertEquals(60, told.size());
        assertEquals(Standing.COMPLETE, standing(version));
        assertEquals(Map.of("applied", 2L, "sent", 58L), units(version));
        assertEquals(new UnitState(new UnitId("cs-2"), version, "sent", null, null, at("cs-2"), 0L), of("cs-2"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void itStopsAtTheFirstRefusal_andNobodyElseIsTold(Store store) {
        open(store, 5);
        long version = publish(FURONG, NUMBER, 2);
        look();
        says("cs-1", version, Fact.Fate.APPLIED, null);
        says("cs-2", version, Fact.Fate.REFUSED, "unknown-item");
        passes(Configurations.TRIAL);
        passes(Configurations.TRIAL);
        assertEquals(Standing.STOPPED, standing(version));
        assertEquals("unit-refused", find(version).reason());
        assertEquals(2, told.size());
        UnitState first = stage.database
                .read(connection -> ConfigurationBook.units(connection, version, FURONG))
                .get(0);
        assertEquals(
                "cs-2 refused unknown-item about",
                first.unit() + " " + first.stage() + " " + first.reason() + " " + first.about());
        assertEquals(List.of("op publish-configuration", "fleet stop-configuration"), acts());
        assertEquals(0, of("cs-2").desired(), "what was stopped is not what it should go by");
        assertEquals(version, of("cs-1").desired());
        assertEquals(Optional.empty(), arrives("cs-2", 0L));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void itStopsWhileItGoesOut_too(Store store) {
        open(store, 120);
        long version = publish(FURONG, NUMBER, 1);
        look();
        says("cs-1", version, Fact.Fate.APPLIED, null);
        look();
        passes(Configurations.TRIAL);
        look();
        says("cs-10", version, Fact.Fate.FAILED, "not-stored");
        look();
        look();
        assertEquals("unit-failed", find(version).reason());
        assertEquals(51, told.size());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void firstUnitThatGoesAway_keepsItFromTheOthers(Store store) {
        open(store, 5);
        long version = publish(FURONG, NUMBER, 1);
        look();
        says("cs-1", version, Fact.Fate.APPLIED, null);
        look();
        stage.loses("cs-1");
        passes(Configurations.TRIAL);
        passes(Configurations.TRIAL);
        assertEquals(Standing.TRYING, standing(version));
        stage.hears("cs-1");
        look();
        passes(Configurations.TRIAL);
        assertEquals(Standing.SPREADING, standing(version));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void unitThatWasAway_orEnrolsLater_goesByItAllTheSame(Store store) {
        open(store, 3);
        stage.loses("cs-3");
        long version = publish(FURONG, NUMBER, 1);
        outToAll(version);
        assertEquals(Map.of("cs-1", version, "cs-2", version), told);
        assertEquals("released", of("cs-3").stage());
        stage.hears("cs-3");
        assertEquals(version, arrives("cs-3", 0L).orElseThrow().version());
        assertEquals("sent", of("cs-3").stage());

        stage.unit("cs-4", TOWNSHIP.code());
        stage.unit("yl-1", "430105");
        assertEquals(version, arrives("cs-4", 0L).orElseThrow().version());
        assertEquals(Optional.empty(), arrives("cs-4", version), "it goes by it");
        assertEquals("applied", of("cs-4").stage());
        assertEquals(version, arrives("cs-4", 0L).orElseThrow().version(), "with a new disk it is told again");
        assertEquals(Optional.empty(), arrives("yl-1", 0L), "elsewhere");
        assertEquals(Optional.empty(), arrives("cs-4", null), "software that can't be told");
        assertEquals(null, of("cs-4").reported());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void rollBack_isANewVersionWithOldContent_forAll(Store store) {
        open(store, 3);
        long good = publish(FURONG, NUMBER, 1);
        outToAll(good);
        stage.loses("cs-3");
        long bad = publish(FURONG, SLOW, 1);
        outToAll(bad);
        Configuration from = find(bad);
        long back = version(configurations.rollBack(
                from,
                stage.database
                        .read(connection -> ConfigurationBook.before(connection, from))
                        .orElse(null),
                "op"));
        assertTrue(back > bad);
        look();
        look();
        assertEquals(NUMBER, find(back).content());
        assertEquals(good, find(back).former());
        assertEquals(Map.of("cs-1", back, "cs-2", back, "cs-3", good), told);
        assertEquals(back, arrives("cs-3", good).orElseThrow().version(), "never told the one between");

        long first = version(configurations.rollBack(find(good), null, "op"));
        assertEquals(
                new Content(null, null, null, null, null, null), find(first).content());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatIsStopped_orOvertaken_reachesNobodyWhoHasNotGotIt(Store store) {
        open(store, 4);
        long whole = publish(FURONG, NUMBER, 1);
        stage.database.write(connection ->
                Sql.run(connection, "UPDATE unit SET division = ? WHERE id = 'cs-4'", OTHER_TOWNSHIP.code()));
        long part = publish(OTHER_TOWNSHIP, SLOW, 1);
        look();
        assertEquals(Map.of("cs-1", whole, "cs-4", part), told);
        outToAll(whole);
        assertEquals("superseded", unit(whole, "cs-4").stage());
        assertEquals(part, of("cs-4").desired());

        stage.loses("cs-2");
        long next = publish(FURONG, SLOW, 1);
        assertEquals("superseded", find(part).reason());
        assertTrue(configurations.stop(next, "op"));
        assertTrue(!configurations.stop(next, "op"));
        look();
        assertEquals(Optional.empty(), arrives("cs-1", whole));
    }

    @Test
    void othersDoNotSeeIt() {
        open(Store.SQLITE, 2);
        long version = publish(TOWNSHIP, NUMBER, 1);
        Optional<Configuration> other =
                stage.database.read(connection -> ConfigurationBook.find(connection, version, OTHER_TOWNSHIP));
        assertEquals(Optional.empty(), other);
        assertEquals(
                List.of(), stage.database.read(connection -> ConfigurationBook.latest(connection, OTHER_TOWNSHIP, 9)));
        long all = publish(FURONG, NUMBER, 1);
        List<Configuration> seen =
                stage.database.read(connection -> ConfigurationBook.latest(connection, OTHER_TOWNSHIP, 9));
        assertEquals(all, seen.get(0).version(), "what their units go by they see");
        assertEquals(Map.of(), seen.get(0).units(), "but not others' units");
    }

    @Test
    void whatNoUnitCouldGoBy_isNotPublished() {
        open(Store.SQLITE, 1);
        refused("hotline", new Content("call me", null, null, null, null, null));
        refused("idleSeconds", new Content(null, 5, null, null, null, null));
        refused("stockWarningDays", new Content(null, null, 0, null, null, null));
        refused("openingHours", new Content(null, null, null, new Content.Hours("20:00", "08:00"), null, null));
        refused("openingHours", new Content(null, null, null, new Content.Hours("8", "20"), null, null));
        refused("items", new Content(null, null, null, null, null, List.of()));
        refused("items", new Content(null, null, null, null, null, List.of("a", "a")));
        refused("items", new Content(null, null, null, null, "items: [{id: a}]", List.of("b")));
        refused("catalogue", new Content(null, null, null, null, "items: [", null));
        refused("catalogue", new Content(null, null, null, null, "items: [{id: a}, {id: a}]", null));
        StringBuilder noise = new StringBuilder("items: [{id: a}]\n#");
        new Random(1).ints(120_000, 0x4e00, 0x9fa5).forEach(noise::appendCodePoint);
        refused("size", new Content(null, null, null, null, noise.toString(), null));
    }

    @Test
    void versionIsHigherThanAnyUnitHas_alsoAfterAnOlderCopyOfTheDatabase() {
        open(Store.SQLITE, 2);
        arrives("cs-1", 41L);
        assertEquals(42, publish(FURONG, NUMBER, 1));
    }

    @Test
    void opensslVerifiesTheSignature_byTheFleetsAuthorityAlone() throws IOException {
        open(Store.SQLITE, 1);
        long version = publish(FURONG, NUMBER, 1);
        Told.Desired desired = stage.database
                .read(connection -> ConfigurationBook.document(connection, version))
                .orElseThrow();
        Files.write(folder.resolve("signed"), Base64.getDecoder().decode(desired.document()));
        String day = Long.toString(stage.clock.instant().getEpochSecond());
        Tool.run(
                folder,
                "openssl",
                "openssl",
                "cms",
                "-verify",
                "-inform",
                "DER",
                "-in",
                "signed",
                "-CAfile",
                "keys/ca.pem",
                "-purpose",
                "any",
                "-attime",
                day,
                "-out",
                "content");
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("content"))))) {
            assertEquals(
                    "{\"version\":" + version + ",\"content\":{\"hotline\":\"0731-12345\"}}",
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    // --- how --------------------------------------------------------------------------------------------------------

    private long publish(Division division, Content content, int firstUnits) {
        return version(configurations.publish(division, "title", content, firstUnits, "op"));
    }

    private static long version(Published published) {
        return ((Published.Taken) published).version();
    }

    private void refused(String key, Content content) {
        assertEquals(new Published.Refused(key), configurations.publish(FURONG, "title", content, 1, "op"));
    }

    /** Its first units go by it, and all that are there are told. */
    private void outToAll(long version) {
        look();
        says("cs-1", version, Fact.Fate.APPLIED, null);
        look();
        passes(Configurations.TRIAL);
        look();
        look();
        assertEquals(Standing.COMPLETE, standing(version));
    }

    private void look() {
        configurations.lookAround(true);
    }

    private void passes(Duration time) {
        stage.clock.advance(time);
        look();
    }

    private void says(String unit, long version, Fact.Fate fate, @Nullable String reason) {
        stage.database.write(connection -> {
            ConfigurationBook.reached(
                    connection,
                    new UnitId(unit),
                    new Fact.OfConfiguration(version, fate, reason, reason == null ? null : "about"),
                    stage.clock.instant());
            return true;
        });
    }

    private Optional<Told.Desired> arrives(String unit, @Nullable Long version) {
        return stage.database.write(
                connection -> ConfigurationBook.arrived(connection, new UnitId(unit), version, stage.clock.instant()));
    }

    private Configuration find(long version) {
        return stage.database
                .read(connection -> ConfigurationBook.find(connection, version, FURONG))
                .orElseThrow();
    }

    private Standing standing(long version) {
        return find(version).standing();
    }

    private Map<String, Long> units(long version) {
        return find(version).units();
    }

    private UnitState of(String unit) {
        return stage.database.read(connection -> ConfigurationBook.of(connection, new UnitId(unit)));
    }

    private Instant at(String unit) {
        return of(unit).at();
    }

    private UnitState unit(long version, String unit) {
        return stage.database.read(connection -> ConfigurationBook.units(connection, version, FURONG)).stream()
                .filter(one -> one.unit().value().equals(unit))
                .findFirst()
                .orElseThrow();
    }

    private List<String> acts() {
        return stage.database.read(connection -> Sql.list(
                connection,
                "SELECT actor, act FROM act ORDER BY id",
                row -> row.getString(1) + " " + row.getString(2)));
    }
}
