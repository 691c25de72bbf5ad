package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TablePlatform.Call;
import org.zizhu.kiosk.tabletop.Tabletop;

/** A platform that refuses, is slow, ill, talks nonsense or is not there, at each step. */
class BadPlatformTest {

    private static final SealedPaper PAPER = new SealedPaper();

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
    @CsvSource({"person-unknown", "card-lost", "data-mismatch", "card-expired"})
    void personThatThePlatformRefuses_isToldWhatToDo(String code) {
        table.platform.answers(Call.IDENTIFY, new Answer.Refused<>(code, Text.of("不受理", "Refused")));
        table.comesFor("insurance-certificate").on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of(code), table.troubles());
        assertTrue(table.listing().isEmpty(), "nothing was begun");
    }

    @Test
    void platformDown_homeSaysWhatStillWorks_andItDoes() {
        table.platformReachable = false;
        table.on("attract", new Action.Begin()).on("home", new Action.ChooseItem("case-progress"));
        table.on("guide", new Action.Print()).on("guide", new Action.Back()).runUntil("home");

        Screen.Home home = (Screen.Home) table.views.get(table.views.size() - 1).screen();
        assertTrue(
                Tabletop.equipped(home).stream().allMatch(tile -> tile.closed().isPresent()));
        assertTrue(home.notice().orElseThrow().english().contains("guides"));
        assertEquals(1, table.receipts.receipts.size());
    }

    @Test
    void refusalThatNobodyForesaw_isToldInThePlatformsWords() {
        Text words = Text.of("系统升级，请明日再来", "The system is being upgraded, please come tomorrow");
        table.platform.answers(Call.CASES, new Answer.Refused<>("upgrade", words));
        table.comesFor("case-progress").on("trouble", new Action.Back()).runUntil("home");

        boolean told = table.views.stream()
                .map(view -> view.screen())
                .anyMatch(screen -> screen instanceof Screen.Trouble trouble
                        && trouble.what().equals(words));
        assertTrue(told);
    }

    @ParameterizedTest
    @EnumSource(Answer.Why.class)
    void failureAtIdentification_canBeTriedAgain(Answer.Why why) {
        failsOnce(Call.IDENTIFY, why);
        table.comesFor("case-progress").on("trouble", this::retry).runUntil("cases");
        assertEquals(List.of(why.code()), table.troubles());
    }

    @ParameterizedTest
    @EnumSource(Answer.Why.class)
    void failureAtContributions_canBeTriedAgain(Answer.Why why) {
        failsOnce(Call.CONTRIBUTIONS, why);
        table.comesFor("contribution-query").on("trouble", this::retry).runUntil("records");
        assertEquals(List.of(why.code()), table.troubles());
    }

    @ParameterizedTest
    @EnumSource(Answer.Why.class)
    void failureAtCases_canBeTriedAgain(Answer.Why why) {
        failsOnce(Call.CASES, why);
        table.comesFor("case-progress").on("trouble", this::retry).runUntil("cases");
        assertEquals(List.of(why.code()), table.troubles());
    }

    @ParameterizedTest
    @EnumSource(Answer.Why.class)
    void failureAtIssue_withdrawsWhatMayHaveBeenIssued_andIssuesAnew(Answer.Why why) {
        failsOnce(Call.ISSUE, why);
        table.comesFor("insurance-certificate")
                .on("confirmation", new Action.Confirm())
                .on("trouble", this::retry)
                .on("review", new Action.SkipReview())
                .runUntil("home");

        assertEquals(List.of(why.code()), table.troubles());
        assertEquals(2, table.platform.issueKeys.stream().distinct().count());
        boolean nothingAsked = why == Answer.Why.UNREACHABLE;
        assertEquals(!nothingAsked, table.listing().contains("/v1/withdrawals"), table.listing());
        assertEquals(0, table.journal.open().size());
        assertEquals(SealedPaper.PAGES, table.printer.paper.size());
    }

    @ParameterizedTest
    @EnumSource(Answer.Why.class)
    void failureAtFetching_revokesTheDocument_andPrintsNothing(Answer.Why why) {
        failsOnce(Call.CONTENT, why);
        table.comesFor("insurance-certificate")
                .on("confirmation", new Action.Confirm())
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of(why.code()), table.troubles());
        assertTrue(table.listing().contains("undone"), table.listing());
        assertTrue(table.listing().contains("/delivery"), table.listing());
        assertEquals(0, table.printer.paper.size());
    }

    @Test
    void documentWithABrokenSeal_isNotPrinted() {
        byte[] forged = PAPER.pdf();
        forged[12] ^= 1;
        table.platform.answers(Call.CONTENT, new Answer.Given<>(forged));
        table.comesFor("insurance-certificate")
                .on("confirmation", new Action.Confirm())
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("seal-invalid"), table.troubles());
        assertEquals(0, table.printer.paper.size());
    }

    @Test
    void sessionThatExpired_asksForTheCardAgain() {
        table.platform.answers(
                Call.CASES, new Answer.Refused<>("session-expired", Text.of("会话已失效", "Session expired")));
        table.comesFor("case-progress").on("trouble", this::retry).runUntil("cases");
        assertEquals(2, table.platform.identifications);
    }

    @Test
    void platformThatIsNotThere_closesItsServicesWithTheReason() {
        table.platformReachable = false;
        table.on("attract", new Action.Begin()).runUntil("home");

        Screen.Home home = (Screen.Home) table.views.get(table.views.size() - 1).screen();
        assertTrue(Tabletop.equipped(home).stream()
                .allMatch(tile -> tile.closed().orElseThrow().english().contains("can't be reached")));
    }

    private void failsOnce(Call call, Answer.Why why) {
        table.platform.answers(call, new Answer.Failed<>(why));
    }

    private void retry() {
        table.platform.worksAgain();
        table.does(new Action.Retry());
    }
}
