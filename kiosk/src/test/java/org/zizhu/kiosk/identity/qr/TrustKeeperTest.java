package org.zizhu.kiosk.identity.qr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.QrTrust;
import org.zizhu.kiosk.tabletop.CodeIssuer;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.SimulatedInbox;
import org.zizhu.kiosk.tabletop.TableCashDesk;
import org.zizhu.kiosk.tabletop.TablePlatform;
import tools.jackson.databind.json.JsonMapper;

/** What a unit knows of issuers, over days and power cuts. */
class TrustKeeperTest {

    private static final Instant NIGHT = Instant.parse("2026-11-21T15:00:00Z");

    @TempDir
    Path folder;

    private final CodeIssuer city = new CodeIssuer("city", NIGHT.minus(Duration.ofDays(30)));
    private final SimulatedInbox time = new SimulatedInbox(NIGHT);
    private final TablePlatform platform = new TablePlatform(time, new SealedPaper(), new TableCashDesk(time));
    private IssuerTrust trust;
    private TrustKeeper keeper;

    @BeforeEach
    void switchedOn() {
        trust = new IssuerTrust(city.authority());
        keeper = new TrustKeeper(trust, platform, folder.resolve("learned.json"), time::nanos);
        keeper.read(folder.resolve("commissioned.json"));
    }

    @Test
    void aNewUnit_knowsWhatItWasCommissionedWith_beforeItHasReachedThePlatform() throws IOException {
        Files.write(
                folder.resolve("commissioned.json"),
                JsonMapper.shared().writeValueAsBytes(city.trust(city.list(1, NIGHT, List.of(), List.of()))));

        switchedOn();

        assertTrue(trust.key(city.keyId()).isPresent());
        assertEquals(Optional.of(NIGHT), trust.knownAsOf("city"));
    }

    @Test
    void whatItLearned_itKnowsAfterAPowerCutWithoutThePlatform() {
        platformSays(2, NIGHT.plusSeconds(5));
        keeper.keep();
        platform.trust = new Answer.Failed<>(Answer.Why.UNREACHABLE);

        switchedOn();

        assertTrue(trust.key(city.keyId()).isPresent());
        assertEquals(Optional.of(NIGHT.plusSeconds(5)), trust.knownAsOf("city"));
    }

    @Test
    void thePlatformIsAskedOnceAMinute() {
        keeper.keep();
        keeper.keep();
        time.take(Duration.ofSeconds(59));
        keeper.keep();
        assertEquals(1, platform.trustAsked);

        time.take(Duration.ofSeconds(1));
        keeper.keep();

        assertEquals(2, platform.trustAsked);
    }

    @Test
    void aPlatformThatSendsAnOldList_changesNothing_alsoNotInTheFile() {
        platformSays(2, NIGHT);
        keeper.keep();
        time.take(Duration.ofMinutes(1));
        platformSays(1, NIGHT.plusSeconds(60));
        keeper.keep();

        switchedOn();

        assertEquals(2, trust.list("city").orElseThrow().number());
    }

    @Test
    void aDamagedFile_isAsGoodAsNone() throws IOException {
        Files.writeString(folder.resolve("learned.json"), "{\"issuers\": [\"");

        switchedOn();

        assertFalse(trust.key(city.keyId()).isPresent());
        platformSays(1, NIGHT);
        keeper.keep();
        assertTrue(trust.key(city.keyId()).isPresent());
    }

    private void platformSays(long number, Instant at) {
        QrTrust says = city.trust(city.list(number, at, List.of(), List.of()));
        platform.trust = new Answer.Given<>(says);
    }
}
