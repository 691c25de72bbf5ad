package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.drivers.face.FaceCheck.Verdict;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.StaffOffice;
import org.zizhu.kiosk.tabletop.StaffOffice.Badge;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.Troubles;

/** Help by staff (帮办): an attendant looks at the citizen and answers for them with card and PIN; whatever goes wrong, the visit goes on. */
class AttendantTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final StaffOffice OFFICE = new StaffOffice();
    private static final Instant YESTERDAY = Tabletop.NIGHT.minus(Duration.ofDays(1));
    private static final String ITEM = "annual-statement";
    private static final String WRONG = "111111";

    @TempDir
    Path folder;

    private Tabletop table;
    private final Badge badge = OFFICE.badge(StaffRole.ATTENDANT);
    private final EmulatedStaffCard card = badge.card();

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
        table.trusts(OFFICE.trust(folder, table.journal, table.unit().clock(), YESTERDAY));
    }

    @AfterEach
    void tearDown() {
        table.close();
    }

    // --- is it offered
    // -------------------------------------------------------------------------------------------------

    @Test
    void staff_areTheLastOfTheWays() {
        comes().runUntil("choose-way");
        assertEquals(List.of("face", "phone-code", "attendant"), ways());
    }

    @Test
    void unitThatKnowsNoStaff_offersNone() {
        table.close();
        table = new Tabletop(folder, PAPER);
        comes().runUntil("choose-way");
        assertEquals(List.of("face", "phone-code"), ways());
    }

    @Test
    void readerThatIsBroken_closesTheWay_andSaysWhy() {
        table.chipCards.says(DeviceStatus.without(DeviceState.NO_DEVICE, "no-card-service"));
        comes().runUntil("choose-way");
        assertEquals(
                "The chip card reader does not work at the moment",
                chooser().ways().get(2).closed().orElseThrow().english());
    }

    // --- they answer
    // ---------------------------------------------------------------------------------------------------

    @Test
    void attendant_confirms_takesTheirCard_andTheCitizenGoesOn() {
        staffComes(card);
        types(StaffOffice.PIN);
        confirms();
        table.on("insert-card", table.chipCards::pull).runUntil("confirmation");

        assertEquals(List.of(), table.troubles());
        assertEquals(Screen.CardPhase.LIFT, lastInsertCard().phase());
        assertEquals(0, table.faces.checks);
        assertEquals(0, table.platform.codesSent);
        assertEquals(List.of("staff " + badge.serial()), table.platform.told);
    }

    @Test
    void journal_hasTheCertificateThatAnswered_theItem_andNobodysName() {
        staffComes(card);
        types(StaffOffice.PIN);
        confirms();
        table.on("insert-card", table.chipCards::pull).runUntil("confirmation");

        String entry = entry("ANSWER_FOR");
        assertTrue(entry.contains("certificate=" + badge.serial()), entry);
        assertTrue(entry.contains("answer=confirmed"), entry);
        assertTrue(entry.contains("person=" + table.platform.handle), entry);
        assertTrue(table.listing().contains(ITEM), table.listing());
        assertFalse(table.listing().contains(Tabletop.NAME), table.listing());
        assertFalse(table.listing().contains(Tabletop.NUMBER), table.listing());
        assertEquals(0, table.journal.open().size());
    }

    @Test
    void staff_seeAMaskedName_whatToCompare_andNoNumber() {
        staffComes(card);
        types(StaffOffice.PIN);
        table.runUntil("confirmation");
        Screen.Confirmation question =
                (Screen.Confirmation) table.views.get(table.views.size() - 1).screen();
        assertEquals("李*", question.lines().get(0).value().chinese());
        assertFalse(question.toString().contains("4301"), question::toString);
        assertTrue(question.choices().stream().noneMatch(choice -> choice.emphasis()));
    }

    @Test
    void attendantWhoDeclines_endsThisWay_andTheOthersServe() {
        staffComes(card);
        types(StaffOffice.PIN);
        table.on("confirmation", new Action.Decline())
                .on("trouble", () -> {
                    table.chipCards.pull();
                    table.does(new Action.AnotherWay());
                })
                .on("choose-way", () -> {
                    assertEquals(
                            "Staff did not confirm that it is you",
                            chooser().ways().get(2).closed().orElseThrow().english());
                    table.does(new Action.ChooseWay("attendant"));
                    table.does(new Action.ChooseWay("phone-code"));
                });
        typesCode();
        table.runUntil("confirmation");
        assertTrue(entry("ANSWER_FOR").contains("answer=declined"), table::listing);
    }

    @Test
    void cardLeftInTheReader_isNotEnough_andTheChoiceComesBack() {
        staffComes(card);
        types(StaffOffice.PIN);
        confirms();
        table.on("insert-card", () -> {}).runUntil("choose-way");
        assertEquals(List.of("face", "phone-code", "attendant"), ways());
    }

    @Test
    void whoActsForSomebody_canBeCheckedByStaffToo() {
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem(ITEM))
                .on("guide", new Action.ForSomebodyElse())
                .on("present-card", table.reader::put)
                .on("choose-way", new Action.ChooseWay("attendant"))
                .on("insert-card", () -> table.chipCards.insert(card));
        types(StaffOffice.PIN);
        confirms();
        table.on("insert-card", table.chipCards::pull)
                .on("present-card", () -> {
                    table.platform.handle = "ffffffffffffffffffffffff";
                    table.reader.lift();
                    table.time.after(Duration.ofSeconds(3), table.reader::put);
                })
                .runUntil("confirmation");
        assertTrue(table.listing().contains("agent=0123456789abcdef01234567"), table::listing);
    }

    // --- after the face
    // ------------------------------------------------------------------------------------------------

    @Test
    void twins_areSentToStaff_whoCanTell() {
        table.faces.sees(List.of(Completion.success(new Verdict.Doubtful(0.4))));
        comes().on("choose-way", new Action.ChooseWay("face"))
                .on("consent", new Action.Agree())
                .on("trouble", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("attendant"))
                .on("insert-card", () -> table.chipCards.insert(card));
        types(StaffOffice.PIN);
        confirms();
        table.on("insert-card", table.chipCards::pull).runUntil("confirmation");
        assertEquals(List.of("face-doubtful"), table.troubles());
    }

    @Test
    void faceThatDidNotPassThreeTimes_leavesStaff() {
        table.faces.sees(List.of(Completion.success(new Verdict.Rejected(0.1))));
        table.platform.phone = null;
        comes().on("choose-way", new Action.ChooseWay("face"))
                .on("consent", new Action.Agree())
                .on("trouble", new Action.Retry())
                .on("trouble", new Action.Retry())
                .on("trouble", new Action.AnotherWay())
                // The only way that is left is not asked for first.
                .on("insert-card", () -> table.chipCards.insert(card));
        types(StaffOffice.PIN);
        confirms();
        table.on("insert-card", table.chipCards::pull).runUntil("confirmation");
    }

    @ParameterizedTest
    @CsvSource({"face-doubtful", "face-other-person", "face-not-passed"})
    void whatIsSaidOfAFaceThatWasNotEnough_namesStaff(String code) {
        assertTrue(
                Troubles.shipped().words(code).next().stream()
                        .anyMatch(next -> next.english().contains("staff")
                                && next.chinese().contains("请工作人员核对")),
                code);
    }

    // --- they can't
    // ----------------------------------------------------------------------------------------------------

    @Test
    void nobodyComes_andTheChoiceComesBack_withTheCitizenStillKnown() {
        comes().on("choose-way", new Action.ChooseWay("attendant"))
                .on("insert-card", () -> {})
                .on("choose-way", new Action.ChooseWay("phone-code"));
        typesCode();
        table.runUntil("confirmation");
        assertEquals(1, table.platform.identifications);
    }

    @Test
    void nobodyComes_whereStaffWereTheOnlyWay_leadsHome_andNotInACircle() {
        table.platform.phone = null;
        table.camera.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        comes().on("insert-card", () -> {}).runUntil("home");
    }

    @Test
    void pinThatNobodyTypes_givesTheChoiceBack() {
        staffComes(card);
        table.on("staff-pin", () -> {}).runUntil("choose-way");
        assertEquals(3, card.triesLeft());
    }

    @Test
    void questionThatNobodyAnswers_givesTheChoiceBack() {
        staffComes(card);
        types(StaffOffice.PIN);
        table.on("confirmation", () -> {}).runUntil("choose-way");
        assertFalse(table.listing().contains("ANSWER_FOR"), table::listing);
    }

    @Test
    void wrongPinsToLockOut_areTold_andTheCitizenGoesOnWithACode() {
        staffComes(card);
        types(WRONG);
        types(WRONG);
        types(WRONG);
        table.on("trouble", () -> {
                    table.chipCards.pull();
                    table.does(new Action.AnotherWay());
                })
                .on("choose-way", new Action.ChooseWay("phone-code"));
        typesCode();
        table.runUntil("confirmation");
        assertEquals(List.of("staff-locked"), table.troubles());
        assertEquals(0, card.triesLeft());
        assertEquals(1, table.platform.identifications);
    }

    @Test
    void cardPulledWhileThePinIsTyped_isTold_andMayBePutInAgain() {
        staffComes(card);
        table.on("staff-pin", () -> {
                    table.does(new Action.TypeDigit(4));
                    table.time.after(Duration.ofMillis(200), table.chipCards::pull);
                })
                .on("trouble", new Action.Retry())
                .on("insert-card", () -> table.chipCards.insert(card));
        types(StaffOffice.PIN);
        confirms();
        table.on("insert-card", table.chipCards::pull).runUntil("confirmation");
        assertEquals(List.of("attendant-left"), table.troubles());
    }

    @Test
    void cardPulledWhileItComparesThePin_isTold() {
        card.tornAtNextPin(table.chipCards::pull);
        staffComes(card);
        types(StaffOffice.PIN);
        table.on("trouble", new Action.AnotherWay()).runUntil("choose-way");
        assertEquals(List.of("staff-pulled"), table.troubles());
    }

    @Test
    void cardPulledBeforeTheAnswer_countsForNothing() {
        staffComes(card);
        types(StaffOffice.PIN);
        table.on("confirmation", () -> {
                    table.chipCards.pull();
                    table.does(new Action.Agree());
                })
                .on("trouble", new Action.AnotherWay())
                .runUntil("choose-way");
        assertEquals(List.of("attendant-left"), table.troubles());
        assertFalse(table.listing().contains("ANSWER_FOR"), table::listing);
    }

    @Test
    void cardOfAnotherDivision_isRefused() {
        assertRefused(OFFICE.badge("430200", StaffRole.ATTENDANT).card(), "staff-other-division");
    }

    @Test
    void revokedCard_isRefused() {
        table.trusts(OFFICE.trust(folder, table.journal, table.unit().clock(), YESTERDAY.plusSeconds(1), badge));
        assertRefused(card, "staff-revoked");
    }

    @Test
    void cardThatThePlatformKnowsToBeRevoked_countsForNothing() {
        table.platform.answers(
                TablePlatform.Call.SHOW, new Answer.Refused<>("staff-revoked", Text.of("已注销", "Revoked")));
        staffComes(card);
        types(StaffOffice.PIN);
        confirms();
        table.on("insert-card", table.chipCards::pull)
                .on("trouble", new Action.AnotherWay())
                .runUntil("choose-way");
        assertEquals(List.of("staff-revoked"), table.troubles());
        assertEquals(List.of("face", "phone-code", "attendant"), ways());
    }

    @ParameterizedTest
    @EnumSource(value = StaffRole.class, names = "ATTENDANT", mode = EnumSource.Mode.EXCLUDE)
    void whoIsOnTheStaffForSomethingElse_isRefused_beforeTheyTypeTheirPin(StaffRole role) {
        assertRefused(OFFICE.badge(role).card(), "staff-other-role");
        assertFalse(table.screens().contains("staff-pin"));
    }

    @Test
    void copyOfAStaffCard_isRefused() {
        staffComes(badge.copy());
        types(StaffOffice.PIN);
        table.on("trouble", new Action.AnotherWay()).runUntil("choose-way");
        assertEquals(List.of("staff-unproven"), table.troubles());
    }

    @Test
    void staffCardThatHasLainInTheReader_hasToBePutInAgain() {
        table.chipCards.insert(card);
        comes().on("choose-way", new Action.ChooseWay("attendant"))
                .on("insert-card", () -> {
                    assertEquals(Screen.CardPhase.LIFT, lastInsertCard().phase());
                    table.chipCards.pull();
                    table.time.after(Duration.ofSeconds(2), () -> table.chipCards.insert(card));
                })
                .runUntil("staff-pin");
    }

    @Test
    void readerUnpluggedMeanwhile_isTold() {
        comes().on("choose-way", new Action.ChooseWay("attendant"))
                .on(
                        "insert-card",
                        () -> table.chipCards.says(DeviceStatus.without(DeviceState.NO_DEVICE, "no-card-service")))
                .on("trouble", new Action.AnotherWay())
                .runUntil("choose-way");
        assertEquals(List.of("card-reader-fault"), table.troubles());
    }

    @Test
    void pinIsInNoScreen_andNotInTheJournal() {
        staffComes(card);
        types(WRONG);
        types(StaffOffice.PIN);
        confirms();
        table.on("insert-card", table.chipCards::pull).runUntil("confirmation");
        String everything = table.views + table.listing();
        assertFalse(everything.contains(StaffOffice.PIN) || everything.contains(WRONG));
    }

    // --- as in the stories
    // ---------------------------------------------------------------------------------------------

    private Tabletop comes() {
        return table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem(ITEM))
                .on("guide", new Action.Confirm())
                .on("present-card", table.reader::put);
    }

    private void staffComes(EmulatedChipCard theirs) {
        comes().on("choose-way", new Action.ChooseWay("attendant"))
                .on("insert-card", () -> table.chipCards.insert(theirs));
    }

    private void types(String pin) {
        table.on("staff-pin", () -> {
            pin.chars().forEach(digit -> table.does(new Action.TypeDigit(digit - '0')));
            table.does(new Action.Confirm());
        });
    }

    private void typesCode() {
        table.on(
                "type-code",
                () -> TablePlatform.PHONE_CODE.chars().forEach(digit -> table.does(new Action.TypeDigit(digit - '0'))));
    }

    private void confirms() {
        table.on("confirmation", new Action.Agree());
    }

    private void assertRefused(EmulatedChipCard theirs, String code) {
        staffComes(theirs);
        table.on("trouble", () -> {
                    table.chipCards.pull();
                    table.does(new Action.AnotherWay());
                })
                .on("choose-way", new Action.ChooseWay("phone-code"));
        typesCode();
        table.runUntil("confirmation");
        assertEquals(List.of(code), table.troubles());
        assertTrue(entry("SIGN_IN").contains("reason=" + code), table::listing);
    }

    private String entry(String step) {
        return table.journal.listing().stream()
                .filter(line -> line.contains(" " + step + " "))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError("no " + step + " in\n" + table.listing()));
    }

    private Screen.InsertCard lastInsertCard() {
        return table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.InsertCard.class::isInstance)
                .map(Screen.InsertCard.class::cast)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private List<String> ways() {
        return chooser().ways().stream().map(Screen.WayTile::way).toList();
    }

    private Screen.ChooseWay chooser() {
        return (Screen.ChooseWay) table.views.get(table.views.size() - 1).screen();
    }
}
