package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedBankCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TablePlatform.Call;
import org.zizhu.kiosk.tabletop.Tabletop;

/** In which ways citizens say who they are, and what becomes of each when something is wrong with it. */
class WaysTest {

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

    // --- the choice --------------------------------------------------------------------------------------------------

    @Test
    void whoHasTheirCardInTheHand_isNotAskedHowTheyWantToIdentify() {
        table.comesFor("case-progress").runUntil("cases");
        assertFalse(table.screens().contains("choose-way"), table.screens()::toString);
    }

    @Test
    void anotherWay_isOneTouchAway() {
        startsWith("case-progress");
        table.on("present-card", new Action.AnotherWay()).runUntil("choose-way");
        assertEquals(List.of("id-card", "code", "social-card"), ways());
    }

    @Test
    void backFromTheChosenWay_leadsToTheChoice_andFromThereToTheServices() {
        startsWith("case-progress");
        table.on("present-card", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("social-card"))
                .on("insert-card", new Action.Back())
                .on("choose-way", new Action.Back())
                .runUntil("home");
    }

    @Test
    void readerUnplugged_leavesTheOtherWays_andTheChoiceSaysWhyItIsNotAmongThem() {
        table.reader.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        startsWith("case-progress");
        table.runUntil("choose-way");

        assertEquals(List.of("code", "social-card"), ways());
        assertTrue(chooser().ways().stream()
                .anyMatch(tile -> tile.way().equals("id-card") && tile.closed().isPresent()));
    }

    @Test
    void readerUnpluggedWhileTheCardIsAwaited_offersAnotherWay() {
        startsWith("case-progress");
        table.on("present-card", () -> {
                    table.reader.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
                    table.reader.cancel();
                })
                .on("trouble", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("social-card"))
                .on("insert-card", () -> table.chipCards.insert(card()))
                .runUntil("cases");
        assertEquals(List.of("reader-fault"), table.troubles());
    }

    // --- the social security card ------------------------------------------------------------------------------------

    @Test
    void socialCard_isReadWithoutPin_checkedByThePlatform_andServesTheWholeVisit() {
        EmulatedSocialSecurityCard card = card();
        inserts(card);
        table.on("cases", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .on("home", new Action.ChooseItem("contribution-query"))
                .on("guide", new Action.Confirm())
                .runUntil("records");

        assertEquals(List.of(), table.troubles());
        assertEquals(1, table.platform.identifications);
        assertEquals(Tabletop.NUMBER, table.platform.socialCards.get(0).number());
        assertEquals(0, card.pinAttempts());
        assertFalse(table.listing().contains(Tabletop.NUMBER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"social-card-lost", "social-card-expired", "social-card-replaced"})
    void socialCardThatThePlatformDoesNotTake_isToldWhy_andTheIdCardIsOffered(String code) {
        table.platform.answers(
                Call.IDENTIFY_BY_SOCIAL_CARD, new Answer.Refused<>(code, Text.of("不能使用", "It can't be used")));
        inserts(card());
        table.on("trouble", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("id-card"))
                .on("present-card", table.reader::put)
                .runUntil("cases");
        assertEquals(List.of(code), table.troubles());
    }

    @Test
    void socialCardPulledMidRead_isAskedForAgain() {
        table.chipCards.pullMidRead();
        inserts(card());
        table.time.after(Duration.ofSeconds(20), () -> table.chipCards.insert(card()));
        table.runUntil("cases");

        assertEquals(List.of(), table.troubles());
        assertTrue(hints().anyMatch(hint -> hint.english().contains("too early")), () -> hints().toList()
                .toString());
    }

    @ParameterizedTest
    @CsvSource({"mute, chip up", "bank, not a social security card"})
    void cardThatIsNoneOrUpsideDown_isToBeTakenOut_andTheRightOneServes(String kind, String told) {
        inserts(kind.equals("mute") ? EmulatedChipCard.mute() : new EmulatedBankCard());
        table.time.after(Duration.ofSeconds(20), table.chipCards::pull);
        table.time.after(Duration.ofSeconds(23), () -> table.chipCards.insert(card()));
        table.runUntil("cases");

        assertTrue(hints().anyMatch(hint -> hint.english().contains(told)), () -> hints().toList()
                .toString());
    }

    @Test
    void chipCardForgottenByTheCitizenBefore_doesNotIdentifyTheNext() {
        inserts(card());
        table.on("cases", new Action.EndVisit())
                .on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("case-progress"))
                .on("guide", new Action.Confirm())
                .on("present-card", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("social-card"))
                .on("insert-card", () -> {
                    table.chipCards.pull();
                    table.time.after(Duration.ofSeconds(3), () -> table.chipCards.insert(card()));
                })
                .runUntil("cases");

        assertTrue(hints().anyMatch(hint -> hint.english().contains("Somebody has left")));
        assertEquals(2, table.platform.identifications);
    }

    // --- a code ------------------------------------------------------------------------------------------------------

    @Test
    void codeOfAnApplication_isResolvedByThePlatform() {
        startsWith("case-progress");
        table.on("present-card", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("code"))
                .on("show-code", () -> table.scanner.show("TEST-SSC-0123456789ABCDEF"))
                .runUntil("cases");
        assertEquals(List.of(), table.troubles());
    }

    @Test
    void codeThatIsNone_isToldSo_andAnotherMayBeShown() {
        startsWith("case-progress");
        table.on("present-card", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("code"))
                .on("show-code", () -> table.scanner.show("https://example.org/pay"))
                .on("trouble", new Action.Retry())
                .on("show-code", () -> table.scanner.show("TEST-SSC-0123456789ABCDEF"))
                .runUntil("cases");
        assertEquals(List.of("qr-not-recognised"), table.troubles());
    }

    private void startsWith(String item) {
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem(item))
                .on("guide", new Action.Confirm());
    }

    private void inserts(EmulatedChipCard card) {
        startsWith("case-progress");
        table.on("present-card", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("social-card"))
                .on("insert-card", () -> table.chipCards.insert(card));
    }

    private Screen.ChooseWay chooser() {
        return (Screen.ChooseWay) table.views.get(table.views.size() - 1).screen();
    }

    private List<String> ways() {
        return chooser().ways().stream()
                .filter(tile -> tile.closed().isEmpty())
                .map(Screen.WayTile::way)
                .toList();
    }

    private Stream<Text> hints() {
        return table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.InsertCard.class::isInstance)
                .flatMap(screen -> ((Screen.InsertCard) screen).hint().stream());
    }

    private static EmulatedSocialSecurityCard card() {
        return new EmulatedSocialSecurityCard(
                new SocialSecurityCard(
                        Optional.empty(),
                        Optional.of("43010200000000000000000090000000"),
                        Optional.of("3"),
                        Optional.empty(),
                        Optional.of(LocalDate.of(2022, 3, 1)),
                        Optional.of(LocalDate.of(2032, 2, 29)),
                        Optional.of("A90000000"),
                        Tabletop.NUMBER,
                        Tabletop.NAME,
                        Optional.of("2"),
                        Optional.of("01"),
                        Optional.of("430102"),
                        Optional.of(LocalDate.of(1849, 3, 7))),
                CardModel.THIRD_GENERATION);
    }
}
