package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.face.FaceCheck;
import org.zizhu.drivers.face.FaceCheck.Verdict;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.TablePlatform.Call;
import org.zizhu.kiosk.tabletop.Tabletop;

/** An item that wants the person, and not only their card: by a code to their phone, or by their face, as they like. */
class StepUpTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final String ITEM = "annual-statement";

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
    void faceAndCode_areOfferedAlike() {
        comes().runUntil("choose-way");
        assertEquals(
                List.of("face", "phone-code"),
                chooser().ways().stream().map(Screen.WayTile::way).toList());
    }

    @Test
    void laterItemThatDemandsMore_asksOnlyForWhatIsMissing_andTheNextForNothing() {
        table.comesFor("case-progress")
                .on("cases", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .on("home", new Action.ChooseItem(ITEM))
                .on("guide", new Action.Confirm())
                .on("choose-way", new Action.ChooseWay("phone-code"));
        types(TablePlatform.PHONE_CODE);
        table.on("confirmation", new Action.Back())
                .on("home", new Action.ChooseItem(ITEM))
                .on("guide", new Action.Confirm())
                .runUntil("confirmation");

        assertEquals(1, table.platform.identifications);
        assertEquals(1, table.platform.codesSent);
    }

    @Test
    void noPhoneOnRecord_andNoCamera_leavesNoWay_andSaysWhoCanHelp() {
        table.platform.phone = null;
        table.camera.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        comes().on("trouble", new Action.Back()).runUntil("home");
        assertEquals(List.of("no-way-left"), table.troubles());
    }

    // --- the code ----------------------------------------------------------------------------------------------------

    @Test
    void rightCode_isEnough() {
        asksForCode();
        types(TablePlatform.PHONE_CODE);
        table.runUntil("confirmation");
        assertEquals(List.of(), table.troubles());
        assertEquals(0, table.faces.checks);
    }

    @Test
    void wrongCode_isToldAtOnce_withTheTriesThatAreLeft() {
        asksForCode();
        types("000000" + TablePlatform.PHONE_CODE);
        table.runUntil("confirmation");
        assertTrue(typing().stream().flatMap(screen -> screen.hint().stream()).anyMatch(hint -> hint.english()
                .contains("2 tries")));
    }

    @Test
    void digitTypedWrong_isTakenBack() {
        asksForCode();
        table.on("type-code", () -> {
            typeNow("9");
            table.does(new Action.EraseDigit());
            typeNow(TablePlatform.PHONE_CODE);
        });
        table.runUntil("confirmation");
        assertEquals(List.of(), table.troubles());
    }

    @Test
    void anotherCode_canBeSentAfterAMinute_andNotBefore() {
        asksForCode();
        table.on("type-code", () -> {
            table.does(new Action.SendAgain());
            table.time.after(Duration.ofSeconds(59), () -> table.does(new Action.MoreTime()));
            table.time.after(Duration.ofSeconds(62), () -> table.does(new Action.SendAgain()));
        });
        types(TablePlatform.PHONE_CODE);
        table.runUntil("confirmation");
        assertEquals(2, table.platform.codesSent);
    }

    @Test
    void wrongTooOften_needsAnotherCode() {
        table.platform.answers(
                Call.CHECK_CODE, new Answer.Refused<>("code-used-up", Text.of("错误太多", "Wrong too often")));
        asksForCode();
        table.on("type-code", () -> {
            typeNow(TablePlatform.PHONE_CODE);
            table.time.after(Duration.ofSeconds(10), () -> {
                table.platform.worksAgain();
                typeNow(TablePlatform.PHONE_CODE);
                table.does(new Action.AnotherWay());
            });
        });
        table.runUntil("choose-way");
        assertEquals(0, table.faces.checks);
    }

    @Test
    void whoHasNoPhoneOnRecord_isNotOfferedACode_andIsToldWhy() {
        table.platform.phone = null;
        comes().on("consent", new Action.Agree()).runUntil("confirmation");
        assertEquals(0, table.platform.codesSent);
    }

    @Test
    void codeIsNeverWrittenDown() {
        asksForCode();
        types(TablePlatform.PHONE_CODE);
        table.runUntil("confirmation");
        assertFalse(table.listing().contains(TablePlatform.PHONE_CODE));
    }

    // --- consent -----------------------------------------------------------------------------------------------------

    @Test
    void consent_isAskedBeforeTheCameraOpens_andWrittenDownWithItsWords() {
        asksForFace();
        table.on("consent", () -> {
            assertEquals(0, table.faces.checks);
            assertEquals(0, table.platform.photosFetched);
            table.does(new Action.Agree());
        });
        table.runUntil("confirmation");

        assertEquals(1, table.faces.checks);
        assertTrue(table.listing().contains("answer=given, asked=face-check"), table.listing());
        assertTrue(table.listing().contains("words=face-1"), table.listing());
        assertEquals(0, table.journal.open().size());
    }

    @Test
    void refusal_isWrittenDown_andLeadsToTheOtherWayAtOnce() {
        asksForFace();
        table.on("consent", new Action.Decline());
        types(TablePlatform.PHONE_CODE);
        table.runUntil("confirmation");

        assertEquals(0, table.faces.checks);
        assertTrue(table.listing().contains("answer=refused, asked=face-check"), table.listing());
    }

    @Test
    void refusalWhereNothingElseIsLeft_saysWhoCanHelp_andMayBeThoughtOver() {
        table.platform.phone = null;
        comes().on("consent", new Action.Decline())
                .on("trouble", new Action.Retry())
                .on("consent", new Action.Agree())
                .runUntil("confirmation");
        assertEquals(List.of("no-way-but-refused"), table.troubles());
    }

    // --- the face ----------------------------------------------------------------------------------------------------

    /** Who looks into a camera can't read a screen. */
    @Test
    void face_isLedByVoiceToo_andTheVoiceEndsWithTheCheck() {
        asksForFace();
        table.on("consent", new Action.Agree()).runUntil("confirmation");
        assertEquals(
                List.of(
                        "zh-Latn: qing3 kao4jin4 yi4dian3",
                        "zh-Latn: hen3 hao3, qing3 bao3chi2 bu2 dong4",
                        "zh-Latn: qing3 man4man4 xiang4 zuo3 zhuan3 tou2",
                        "zh-Latn: qing3 zhuan3 hui2lai2, zai4 kan4 she4xiang4tou2"),
                table.speaker.said);
        assertEquals(1, table.speaker.hushed);
    }

    @Test
    void face_isLedInWords_comparedAndWiped() {
        asksForFace();
        table.on("consent", new Action.Agree()).runUntil("confirmation");

        List<String> told = table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.FaceCheck.class::isInstance)
                .map(screen -> ((Screen.FaceCheck) screen).what().english())
                .distinct()
                .toList();
        assertEquals(5, told.size(), told::toString);
        assertTrue(table.faces.allWiped());
        table.faces.photos.forEach(photo -> assertArrayEquals(new byte[photo.length], photo));
    }

    @ParameterizedTest
    @CsvSource({
        "doubtful, face-doubtful",
        "rejected, face-other-person",
        "picture, face-not-live",
        "still, face-not-turned",
        "changed, face-not-live",
        "no-face, face-nobody",
        "several-faces, face-several",
        "no-good-face, face-no-good-picture",
        "no-frame, camera-lost",
        "camera-lost, camera-lost",
        "broken, face-fault",
    })
    void whateverIsWrongWithTheFace_isToldInPlainWords_andTheNextTryMaySucceed(String what, String told) {
        table.faces.sees(List.of(verdict(what), Completion.success(new Verdict.Accepted(0.7))));
        asksForFace();
        table.on("consent", new Action.Agree())
                .on("trouble", new Action.Retry())
                .runUntil("confirmation");
        assertEquals(List.of(told), table.troubles());
        assertTrue(table.faces.allWiped());
    }

    @Test
    void faceThatDoesNotPass_threeTimes_isNotTriedAgain_andTheCodeServes() {
        table.faces.sees(List.of(verdict("rejected")));
        asksForFace();
        table.on("consent", new Action.Agree())
                .on("trouble", new Action.Retry())
                .on("trouble", new Action.Retry())
                .on("trouble", new Action.AnotherWay());
        types(TablePlatform.PHONE_CODE);
        table.runUntil("confirmation");

        assertEquals(3, table.faces.checks);
        assertEquals(List.of("face-other-person", "face-not-passed"), table.troubles());
    }

    @Test
    void noPhotoToCompareWith_isSaid_andAnotherWayOffered() {
        table.platform.answers(
                Call.PHOTO, new Answer.Refused<>("no-photo-on-record", Text.of("没有照片", "There is no photo")));
        asksForFace();
        table.on("consent", new Action.Agree()).on("trouble", new Action.AnotherWay());
        types(TablePlatform.PHONE_CODE);
        table.runUntil("confirmation");
        assertEquals(List.of("no-photo-on-record"), table.troubles());
        assertEquals(0, table.faces.checks);
    }

    @Test
    void cardLiftedMidCheck_endsIt_andTheSameCardIsPutBackForAnother() {
        asksForFace();
        table.on("consent", new Action.Agree())
                .on("face-check", table.reader::lift)
                .on("trouble", new Action.Retry())
                .on("present-card", table.reader::put)
                .runUntil("confirmation");

        assertEquals(List.of("face-card-lifted"), table.troubles());
        assertEquals(2, table.faces.checks);
        assertEquals(2, table.platform.identifications);
        assertTrue(table.faces.allWiped());
    }

    @Test
    void cardLiftedMidCheck_andAnothersPutBack_isSomebodyElse() {
        asksForFace();
        table.on("consent", new Action.Agree())
                .on("face-check", table.reader::lift)
                .on("trouble", () -> {
                    table.platform.handle = "fedcba9876543210fedcba98";
                    table.does(new Action.Retry());
                })
                .on("present-card", table.reader::put)
                .on("trouble", new Action.AnotherWay())
                .runUntil("choose-way");

        assertEquals(List.of("face-card-lifted", "other-person"), table.troubles());
        assertEquals(1, table.faces.checks);
    }

    @Test
    void cardLiftedMidCheck_againAndAgain_isNotTriedForEver() {
        asksForFace();
        table.on("consent", new Action.Agree());
        for (int i = 0; i < 2; i++) {
            table.on("face-check", table.reader::lift)
                    .on("trouble", new Action.Retry())
                    .on("present-card", table.reader::put);
        }
        table.on("face-check", table.reader::lift).on("trouble", new Action.AnotherWay());
        types(TablePlatform.PHONE_CODE);
        table.runUntil("confirmation");
        assertEquals(List.of("face-card-lifted", "face-not-passed"), table.troubles());
        assertEquals(3, table.faces.checks);
    }

    @Test
    void cardTakenBeforeTheCheck_isFine() {
        asksForFace();
        table.on("consent", () -> {
                    table.reader.lift();
                    table.does(new Action.Agree());
                })
                .runUntil("confirmation");
        assertEquals(List.of(), table.troubles());
    }

    @Test
    void readerLostMidCheck_isNoLiftedCard() {
        asksForFace();
        table.on("consent", new Action.Agree())
                .on("face-check", () -> table.reader.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost")))
                .runUntil("confirmation");
        assertEquals(List.of(), table.troubles());
    }

    @Test
    void whoWalksAwayMidCheck_leavesNoTemplate() {
        asksForFace();
        table.on("consent", new Action.Agree())
                .on("face-check", new Action.EndVisit())
                .runUntil("attract");
        assertEquals(1, table.faces.templates.size());
        assertTrue(table.faces.allWiped());
    }

    @Test
    void anotherWay_isOneTouchAwayDuringTheCheck() {
        asksForFace();
        table.on("consent", new Action.Agree()).on("face-check", new Action.AnotherWay());
        table.runUntil("choose-way");
        assertTrue(table.faces.allWiped());
    }

    // --- what the platform holds
    // ---------------------------------------------------------------------------------------

    @Test
    void face_isToldToThePlatform_whichHoldsWhatTheSessionWasProvenBy() {
        asksForFace();
        table.on("consent", new Action.Agree()).runUntil("confirmation");
        assertEquals(List.of("face"), table.platform.told);
    }

    @Test
    void platformThatDoesNotAnswer_isToldAgain_andTheCitizenNotLookedAtAgain() {
        table.platform.answers(Call.SHOW, new Answer.Failed<>(Answer.Why.TOO_SLOW));
        asksForFace();
        table.on("consent", new Action.Agree())
                .on("trouble", () -> {
                    table.platform.worksAgain();
                    table.does(new Action.Retry());
                })
                .runUntil("confirmation");
        assertEquals(List.of("platform-slow"), table.troubles());
        assertEquals(1, table.faces.checks);
    }

    @Test
    void faceThatThePlatformHasNotNoted_doesNotCount() {
        table.platform.answers(Call.SHOW, new Answer.Failed<>(Answer.Why.TOO_SLOW));
        asksForFace();
        table.on("consent", new Action.Agree())
                .on("trouble", new Action.Back())
                .on("choose-way", new Action.Back())
                .runUntil("home");
    }

    @Test
    void platformThatDemandsMoreThanTheCatalogue_leadsToAStepUp_andThenGivesIt() {
        table.platform.answers(
                Call.ISSUE, new Answer.Refused<>("assurance-too-low", Text.of("还需核验", "More proof is needed")));
        table.comesFor("insurance-certificate")
                .on("confirmation", new Action.Confirm())
                .on("trouble", () -> {
                    table.platform.worksAgain();
                    table.does(new Action.Retry());
                })
                .on("choose-way", new Action.ChooseWay("phone-code"));
        types(TablePlatform.PHONE_CODE);
        table.runUntil("take-paper");
        assertEquals(List.of("assurance-too-low"), table.troubles());
        assertEquals(1, table.platform.identifications);
    }

    @Test
    void secondCardOfTheSamePerson_takesOverWhatTheyHaveShown() {
        identifiedByCodeAndPhone();
        table.on("present-card", table.reader::put)
                // Their phone is not asked for again: the other's card is next.
                .runUntil("present-card");
        assertEquals(1, table.platform.joined);
        assertEquals(1, table.platform.codesSent);
    }

    @Test
    void platformThatDoesNotTakeItOver_hasThemShowItAgain() {
        table.platform.answers(Call.JOIN, new Answer.Failed<>(Answer.Why.TOO_SLOW));
        identifiedByCodeAndPhone();
        table.on("present-card", table.reader::put).runUntil("choose-way");
        assertEquals(1, table.platform.codesSent);
    }

    /** Somebody who then acts for another, for which they need their identity card. */
    private void identifiedByCodeAndPhone() {
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem(ITEM))
                .on("guide", new Action.Confirm())
                .on("present-card", new Action.AnotherWay())
                .on("choose-way", new Action.ChooseWay("code"))
                .on("show-code", () -> table.scanner.show("TEST-SSC-0123456789ABCDEF"))
                .on("choose-way", new Action.ChooseWay("phone-code"));
        types(TablePlatform.PHONE_CODE);
        table.on("confirmation", new Action.Back())
                .on("home", new Action.ChooseItem(ITEM))
                .on("guide", new Action.ForSomebodyElse());
    }

    // --- as in the stories -------------------------------------------------------------------------------------------

    private Tabletop comes() {
        return table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem(ITEM))
                .on("guide", new Action.Confirm())
                .on("present-card", table.reader::put);
    }

    private void asksForCode() {
        comes().on("choose-way", new Action.ChooseWay("phone-code"));
    }

    private void asksForFace() {
        comes().on("choose-way", new Action.ChooseWay("face"));
    }

    private void types(String digits) {
        table.on("type-code", () -> typeNow(digits));
    }

    private void typeNow(String digits) {
        digits.chars().forEach(digit -> table.does(new Action.TypeDigit(digit - '0')));
    }

    private List<Screen.TypeCode> typing() {
        return table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.TypeCode.class::isInstance)
                .map(Screen.TypeCode.class::cast)
                .toList();
    }

    private Screen.ChooseWay chooser() {
        return (Screen.ChooseWay) table.views.get(table.views.size() - 1).screen();
    }

    private static Completion<Verdict> verdict(String what) {
        return switch (what) {
            case "doubtful" -> Completion.success(new Verdict.Doubtful(0.4));
            case "rejected" -> Completion.success(new Verdict.Rejected(0.1));
            case "picture" -> Completion.success(new Verdict.NotLive(FaceCheck.Sign.LOOKS_LIKE_A_PICTURE));
            case "still" -> Completion.success(new Verdict.NotLive(FaceCheck.Sign.DID_NOT_TURN));
            case "changed" -> Completion.success(new Verdict.NotLive(FaceCheck.Sign.CHANGED));
            case "camera-lost" -> Completion.failed(FailureCode.HARDWARE_ERROR, what);
            case "broken" -> Completion.failed(FailureCode.HARDWARE_ERROR, "model-failed");
            default -> Completion.failed(FailureCode.TIME_OUT, what);
        };
    }
}
