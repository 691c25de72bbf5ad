package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Ward;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.TablePlatform.Call;
import org.zizhu.kiosk.tabletop.Tabletop;

/** One person acts for another (代办): a neighbour with the other's card, and a guardian. */
class OnBehalfTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final String ITEM = "annual-statement";
    private static final String AGENT = "0123456789abcdef01234567";
    private static final String PRINCIPAL = "ffffffffffffffffffffffff";

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
    }

    @AfterEach
    void tearDown() {
        table.close();
    }

    @ParameterizedTest
    @CsvSource({
        "insurance-certificate, true",
        "annual-statement, true",
        "contribution-query, false",
        "case-progress, false"
    })
    void whatIsHandedOutOnPaper_canBeFetchedForSomebodyElse_whatIsOnlyLookedAtCanNot(String item, boolean possible) {
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem(item))
                .runUntil("guide");
        Screen.Guide guide =
                (Screen.Guide) table.views.get(table.views.size() - 1).screen();
        assertEquals(
                possible,
                guide.choices().stream().anyMatch(choice -> choice.action() instanceof Action.ForSomebodyElse));
    }

    @Test
    void forThemselves_nobodyIsAskedForWhomItIs() {
        table.comesFor("insurance-certificate").runUntil("confirmation");
        assertFalse(table.screens().contains("choose-way"), table.screens()::toString);
    }

    @Test
    void certificate_isFetchedForSomebodyElse_byWhoHasProvenWhoTheyAre() {
        agentIdentifies("insurance-certificate");
        otherCardIsPut();
        table.on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");
        assertEquals(1, table.platform.issueKeys.size());
        assertTrue(table.listing().contains("principal=" + PRINCIPAL), table.listing());
    }

    @Test
    void itemThatClosesMeanwhile_isNotBegunForAnybody() {
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem(ITEM))
                .on("guide", () -> {
                    table.platformReachable = false;
                    table.does(new Action.ForSomebodyElse());
                })
                .on("guide", new Action.Back())
                .runUntil("home");
    }

    @Test
    void neighbour_identifiesByCardAndCode_theOtherByCard_andBothStandInTheJournal() {
        agentIdentifies();
        otherCardIsPut();
        table.on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertTrue(
                table.listing().contains("agent=" + AGENT) && table.listing().contains("principal=" + PRINCIPAL),
                table.listing());
        assertFalse(table.listing().contains(Tabletop.NUMBER));
        assertFalse(table.listing().contains(Tabletop.NAME));
        assertEquals(0, table.journal.open().size());
        assertEquals(1, table.journal.actedToday(AGENT));
        // The other's identification, the session in which somebody acted for them, and the agent's own.
        assertEquals(3, table.platform.sessionsEnded);
    }

    @Test
    void confirmation_namesWhoActs() {
        agentIdentifies();
        otherCardIsPut();
        table.runUntil("confirmation");
        Screen.Confirmation confirmation =
                (Screen.Confirmation) table.views.get(table.views.size() - 1).screen();
        assertTrue(confirmation.lines().stream()
                .anyMatch(line -> line.label().chinese().equals("代办人")));
    }

    @Test
    void ownCardLeftOnTheReader_isToBeTakenFirst() {
        agentIdentifies();
        otherCardIsPut();
        table.runUntil("confirmation");
        assertTrue(table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.PresentCard.class::isInstance)
                .flatMap(screen -> ((Screen.PresentCard) screen).hint().stream())
                .anyMatch(hint -> hint.english().contains("your own card first")));
    }

    @Test
    void ownCardOnceMore_isNotTheOthers() {
        agentIdentifies();
        table.on("present-card", this::changeCards)
                .on("trouble", new Action.Back())
                .runUntil("home");
        assertEquals(List.of("agent-is-principal"), table.troubles());
    }

    @Test
    void agentOverTheLimit_isToldSo_andMayStillDoTheirOwn() {
        for (int i = 0; i < 3; i++) {
            table.journal.noteActing("t" + i, ITEM, Map.of(), Optional.of(AGENT));
        }
        agentIdentifies();
        table.on("trouble", new Action.Back())
                .on("home", new Action.ChooseItem(ITEM))
                .on("guide", new Action.Confirm())
                .runUntil("confirmation");
        assertEquals(List.of("agent-over-limit"), table.troubles());
    }

    @Test
    void platformThatKnowsOfMore_refusesAsWell() {
        table.platform.answers(
                Call.ACT_FOR, new Answer.Refused<>("agent-over-limit", Text.of("已到上限", "No more today")));
        agentIdentifies();
        otherCardIsPut();
        table.on("trouble", new Action.Back()).runUntil("home");
        assertEquals(List.of("agent-over-limit"), table.troubles());
        assertEquals(0, table.journal.actedToday(AGENT));
    }

    @Test
    void countOfADay_isForgottenAfterIt() {
        table.journal.noteActing("t", ITEM, Map.of(), Optional.of(AGENT));
        table.time.jumpAhead(Duration.ofHours(25));
        assertEquals(0, table.journal.actedToday(AGENT));
    }

    @Test
    void guardian_choosesTheWard_whoNeedsNoCard() {
        table.platform.wards = List.of(new Ward(PRINCIPAL, "李**", Text.of("未成年人的监护人", "guardian of a minor")));
        agentIdentifies();
        table.on("choose-way", new Action.ChooseWay("ward-0"))
                .on("confirmation", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");
        assertTrue(table.listing().contains("how=guardian"), table.listing());
        assertEquals(0, table.journal.actedToday(AGENT));
    }

    @Test
    void whoGoesBack_leavesNothingOfTheOther() {
        agentIdentifies();
        table.on("present-card", new Action.Back()).runUntil("home");
        assertEquals("李*", table.views.get(table.views.size() - 1).citizen().orElseThrow());
        assertFalse(table.listing().contains("ACT_FOR"));
    }

    private void agentIdentifies() {
        agentIdentifies(ITEM);
    }

    private void agentIdentifies(String item) {
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem(item))
                .on("guide", new Action.ForSomebodyElse())
                .on("present-card", table.reader::put)
                .on("choose-way", new Action.ChooseWay("phone-code"))
                .on("type-code", () -> TablePlatform.PHONE_CODE
                        .chars()
                        .forEach(digit -> table.does(new Action.TypeDigit(digit - '0'))));
    }

    private void otherCardIsPut() {
        table.on("present-card", () -> {
            table.platform.handle = PRINCIPAL;
            changeCards();
        });
    }

    private void changeCards() {
        table.reader.lift();
        table.time.after(Duration.ofSeconds(3), table.reader::put);
    }
}
