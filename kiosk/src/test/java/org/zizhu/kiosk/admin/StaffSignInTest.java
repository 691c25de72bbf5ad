package org.zizhu.kiosk.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.identity.staff.StaffRefusal;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.identity.staff.Standing;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.StaffOffice;
import org.zizhu.kiosk.tabletop.StaffOffice.Badge;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.ServiceState;

/** Staff at the screen: in by card and PIN, or told why not; and out when the card is. */
class StaffSignInTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final StaffOffice OFFICE = new StaffOffice();
    private static final Instant YESTERDAY = Tabletop.NIGHT.minus(Duration.ofDays(1));
    private static final String WRONG = "111111";
    private static final int ENROLMENT = 3;

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void setUp() {
        table = new Tabletop(folder, PAPER);
        trustsListOf(YESTERDAY);
    }

    @AfterEach
    void tearDown() {
        table.close();
    }

    // --- in -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "ATTENDANT, devices take-out",
        "FIELD_ENGINEER, devices paper-loaded roll-loaded take-out",
        "STOCK_KEEPER, devices exchange paper-loaded roll-loaded",
    })
    void eachRole_isLetIn_andMayDoWhatItIsThereFor(StaffRole role, String deeds) {
        Badge badge = OFFICE.badge(role);
        inserted(badge.card()).types(StaffOffice.PIN).runUntil("staff-menu");
        assertEquals(role.title(), menu().title());
        assertEquals(Set.of(deeds.split(" ")), new TreeSet<>(deeds()));
        assertEquals(List.of("DONE certificate=%s roles=[%s]".formatted(badge.serial(), role)), journal("SIGN_IN"));
    }

    @Test
    void cityStaff_mayWorkInEachOfItsDistricts() {
        inserted(OFFICE.badge("430100", StaffRole.FIELD_ENGINEER).card())
                .types(StaffOffice.PIN)
                .runUntil("staff-menu");
    }

    // --- lent to another division -----------------------------------------------------------------------------------

    @Test
    void cardOfAnotherDivision_isLetIn_onceItsCodeWasShown_untilTheUnitMayNoLongerBeOffline() {
        Badge lent = OFFICE.badge("430105", StaffRole.ATTENDANT);
        inserted(lent.card())
                .on("trouble", new Action.Confirm())
                .on("show-code", () -> table.scanner.show(enrolment(lent.serial())))
                .types(StaffOffice.PIN)
                .on("staff-menu", table.chipCards::pull)
                .on("attract", () -> table.chipCards.insert(lent.card()))
                // Known now: no code is asked for.
                .types(StaffOffice.PIN)
                .on("staff-menu", () -> {
                    table.chipCards.pull();
                    table.time.jumpAhead(StaffOffice.LIST_GOOD_FOR);
                    trustsListOf(Tabletop.NIGHT.plus(StaffOffice.LIST_GOOD_FOR));
                })
                .runUntil("attract");
        assertEquals(List.of("staff-other-division"), table.troubles());
        assertEquals(1, journal("ENROL").size());

        assertEquals(StaffRefusal.OTHER_DIVISION, refusal(lent));
    }

    @Test
    void codeForAnotherCard_opensNothing_andStaysGoodForThatCard() {
        Badge lent = OFFICE.badge("430105", StaffRole.ATTENDANT);
        Badge other = OFFICE.badge("430105", StaffRole.ATTENDANT);
        String code = enrolment(other.serial());
        inserted(lent.card())
                .on("trouble", new Action.Confirm())
                .on("show-code", () -> table.scanner.show(code))
                .on("trouble", table.chipCards::pull)
                .on("attract", () -> table.chipCards.insert(other.card()))
                .on("trouble", new Action.Confirm())
                .on("show-code", () -> table.scanner.show(code))
                .runUntil("staff-pin");
        assertEquals(List.of("staff-other-division", "enrolment-other-card"), table.troubles());
    }

    @Test
    void enrolmentCodeOnce_isRefusedTheSecondTime() {
        Badge lent = OFFICE.badge("430105", StaffRole.ATTENDANT);
        byte[] code = table.codeIssuer.code(ENROLMENT, lent.serial(), Tabletop.NIGHT);
        var used = table.unit().codes().accept(code, Set.of(QrKind.STAFF_ENROLMENT));
        assertInstanceOf(QrVerdict.Accepted.class, used);
        inserted(lent.card())
                .on("trouble", new Action.Confirm())
                .on("show-code", () -> table.scanner.show(new String(code, StandardCharsets.US_ASCII)))
                .on("trouble", new Action.Back())
                .runUntil("attract");
        assertEquals(List.of("staff-other-division", "qr-replayed"), table.troubles());
        assertEquals(List.of(), journal("ENROL"));
    }

    @Test
    void lentCardThatIsRevoked_staysOut_codeOrNot() {
        Badge lent = OFFICE.badge("430105", StaffRole.ATTENDANT);
        trustsListOf(YESTERDAY.plusSeconds(1), lent);
        var unused = table.unit().staff().trust().orElseThrow().enrol(lent.serial());
        assertEquals(StaffRefusal.REVOKED, refusal(lent));
    }

    private String enrolment(String certificate) {
        return new String(table.codeIssuer.code(ENROLMENT, certificate, Tabletop.NIGHT), StandardCharsets.US_ASCII);
    }

    private StaffRefusal refusal(Badge badge) {
        try {
            Standing standing = table.unit()
                    .staff()
                    .trust()
                    .orElseThrow()
                    .examine(badge.certificate().getEncoded());
            return assertInstanceOf(Standing.Refused.class, standing).why();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void cardPutInAtTheHomeScreen_opensTheDoor_whileNobodyHasIdentified() {
        table.on("attract", new Action.Begin())
                .on(
                        "home",
                        () -> table.chipCards.insert(
                                OFFICE.badge(StaffRole.ATTENDANT).card()))
                .on("staff-pin", () -> type(StaffOffice.PIN))
                .on("staff-menu", new Action.Back())
                .runUntil("attract");
        assertEquals(List.of("attract", "home", "staff-pin", "staff-menu", "attract"), table.screens());
    }

    @Test
    void cardTakenOut_signsOutAtOnce() {
        Badge badge = OFFICE.badge(StaffRole.ATTENDANT);
        inserted(badge.card())
                .types(StaffOffice.PIN)
                .on("staff-menu", table.chipCards::pull)
                .runUntil("attract");
        assertEquals(List.of("DONE certificate=%s why=card-pulled".formatted(badge.serial())), journal("SIGN_OUT"));
    }

    @Test
    void readerUnplugged_signsOutToo() {
        inserted(OFFICE.badge(StaffRole.ATTENDANT).card())
                .types(StaffOffice.PIN)
                .on(
                        "staff-menu",
                        () -> table.chipCards.says(DeviceStatus.without(DeviceState.NO_DEVICE, "no-card-service")))
                .runUntil("attract");
    }

    @Test
    void cardForgottenInTheReader_isSignedOutAfterAWhile_andOpensNothingUntilItIsPutInAgain() {
        Badge badge = OFFICE.badge(StaffRole.ATTENDANT);
        EmulatedStaffCard card = badge.card();
        inserted(card)
                .types(StaffOffice.PIN)
                .on("staff-menu", () -> {})
                .on(
                        "attract",
                        () -> table.time.after(Duration.ofMinutes(5), () -> {
                            table.chipCards.pull();
                            table.time.after(Duration.ofSeconds(1), () -> table.chipCards.insert(card));
                        }))
                .runUntil("staff-pin");
        assertEquals(List.of("attract", "staff-pin", "staff-menu", "attract", "staff-pin"), table.screens());
        assertEquals(List.of("DONE certificate=%s why=walked-away".formatted(badge.serial())), journal("SIGN_OUT"));
    }

    // --- PIN ----------------------------------------------------------------------------------------------------

    @Test
    void wrongPins_sayHowManyTriesAreLeft_untilTheCardIsLocked_andThenItIsRefusedAtOnce() {
        EmulatedStaffCard card = OFFICE.badge(StaffRole.ATTENDANT).card();
        inserted(card).types(WRONG).types(WRONG).types(WRONG).on("trouble", () -> {
            table.chipCards.pull();
            table.does(new Action.Back());
        });
        table.on("attract", () -> table.chipCards.insert(card)).runUntil("trouble");

        assertEquals(
                List.of("Wrong PIN. 2 tries are left", "Wrong PIN. One try is left; another wrong one locks the card"),
                hints());
        assertEquals(List.of("staff-locked"), table.troubles());
        assertEquals(
                List.of("staff-pin", "trouble", "attract", "trouble"),
                table.screens().subList(1, table.screens().size()));
        assertEquals(0, card.triesLeft());
    }

    @Test
    void wrongPinThenRightOne_isLetIn() {
        EmulatedStaffCard card = OFFICE.badge(StaffRole.ATTENDANT).card();
        inserted(card).types(WRONG).types(StaffOffice.PIN).runUntil("staff-menu");
        assertEquals(3, card.triesLeft());
    }

    @Test
    void triesThatAreMissing_areSaidBeforeAnybodyTypes() {
        EmulatedStaffCard card = OFFICE.badge(StaffRole.ATTENDANT).card();
        inserted(card)
                .types(WRONG)
                .on("staff-pin", table.chipCards::pull)
                .on("attract", () -> table.chipCards.insert(card))
                .runUntil("staff-pin");
        assertEquals(List.of("Wrong PIN. 2 tries are left", "2 tries are left"), hints());
    }

    @Test
    void tooShortAPin_isNotSent_andCostsNoTry() {
        EmulatedStaffCard card = OFFICE.badge(StaffRole.ATTENDANT).card();
        inserted(card)
                .on("staff-pin", () -> {
                    type("1234");
                    table.time.after(Duration.ofSeconds(1), () -> {
                        assertEquals(List.of("A PIN has 6 to 8 digits"), hints());
                        for (int i = 0; i < 4; i++) {
                            table.does(new Action.EraseDigit());
                        }
                        type(StaffOffice.PIN);
                    });
                })
                .runUntil("staff-menu");
        assertEquals(3, card.triesLeft());
    }

    @Test
    void pin_isInNoScreenAndNotInTheJournal() {
        inserted(OFFICE.badge(StaffRole.ATTENDANT).card())
                .types(WRONG)
                .types(StaffOffice.PIN)
                .runUntil("staff-menu");
        String everything = table.views + table.listing();
        assertFalse(everything.contains(StaffOffice.PIN) || everything.contains(WRONG));
        assertEquals("TypeDigit", new Action.TypeDigit(4).toString());
    }

    @Test
    void cardPulledWhileThePinIsTyped_leadsBackAtOnce_andSpendsNoTry() {
        EmulatedStaffCard card = OFFICE.badge(StaffRole.ATTENDANT).card();
        inserted(card)
                .on("staff-pin", () -> {
                    table.does(new Action.TypeDigit(4));
                    table.time.after(Duration.ofMillis(200), table.chipCards::pull);
                })
                .runUntil("attract");
        assertEquals(List.of("attract", "staff-pin", "attract"), table.screens());
        assertEquals(3, card.triesLeft());
    }

    @Test
    void cardPulledWhileItComparesThePin_isToldWhatThatMayHaveCost_andTheNextTimeSaysIt() {
        EmulatedStaffCard card = OFFICE.badge(StaffRole.ATTENDANT).card();
        card.tornAtNextPin(table.chipCards::pull);
        inserted(card)
                .types(StaffOffice.PIN)
                .on("trouble", new Action.Back())
                .on("attract", () -> table.chipCards.insert(card))
                .runUntil("staff-pin");
        assertEquals(List.of("staff-pulled"), table.troubles());
        assertEquals(List.of("2 tries are left"), hints());
        assertTrue(journal("SIGN_IN").get(0).endsWith("reason=staff-pulled"), journal("SIGN_IN")::toString);
    }

    @Test
    void citizensCardPutInForTheStaffCard_isNotGivenThePin() {
        EmulatedSocialSecurityCard other = socialSecurityCard();
        inserted(OFFICE.badge(StaffRole.ATTENDANT).card())
                .on("staff-pin", () -> {
                    table.chipCards.insert(other);
                    type(StaffOffice.PIN);
                })
                .runUntil("trouble");
        assertEquals(List.of("staff-unreadable"), table.troubles());
        assertEquals(0, other.pinAttempts());
    }

    // --- not in -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"430103", "430111", "430200", "431000", "4302"})
    void cardOfAnotherDivision_isRefused(String division) {
        assertRefused(StaffRefusal.OTHER_DIVISION, OFFICE.badge(division, StaffRole.ATTENDANT));
    }

    @Test
    void expiredCard_isRefused() {
        assertRefused(
                StaffRefusal.EXPIRED,
                OFFICE.badge(
                        "430102", Tabletop.NIGHT.minus(Duration.ofDays(31)), Duration.ofDays(30), StaffRole.ATTENDANT));
    }

    @Test
    void cardOfNextMonth_isRefused() {
        assertRefused(
                StaffRefusal.NOT_YET_VALID,
                OFFICE.badge(
                        "430102", Tabletop.NIGHT.plus(Duration.ofDays(3)), Duration.ofDays(30), StaffRole.ATTENDANT));
    }

    @Test
    void cardWithoutRole_isRefused() {
        assertRefused(StaffRefusal.NO_ROLE, OFFICE.badge());
    }

    @Test
    void cardOfAnotherAuthority_isRefused_howeverItIsNamed() {
        assertRefused(StaffRefusal.FOREIGN, new StaffOffice().badge(StaffRole.ATTENDANT));
    }

    @Test
    void revokedCard_isRefused() {
        Badge stolen = OFFICE.badge(StaffRole.ATTENDANT);
        table.trusts(OFFICE.trust(folder, table.journal, table.unit().clock(), YESTERDAY.plusSeconds(1), stolen));
        assertRefused(StaffRefusal.REVOKED, stolen);
    }

    @Test
    void unitOfflineForTooLong_letsNobodyIn_andSaysWhatHelps() {
        table.time.jumpAhead(StaffOffice.LIST_GOOD_FOR);
        assertRefused(StaffRefusal.LIST_TOO_OLD, OFFICE.badge(StaffRole.ATTENDANT));
    }

    @Test
    void unitOfflineForAlmostTooLong_stillLetsStaffIn() {
        table.time.jumpAhead(StaffOffice.LIST_GOOD_FOR.minus(Duration.ofDays(1)).minus(Duration.ofMinutes(5)));
        inserted(OFFICE.badge(StaffRole.ATTENDANT).card())
                .types(StaffOffice.PIN)
                .runUntil("staff-menu");
    }

    @Test
    void copyOfACardWithoutItsKey_isFoundOut_evenByWhoKnowsThePin() {
        Badge badge = OFFICE.badge(StaffRole.FIELD_ENGINEER);
        inserted(badge.copy()).types(StaffOffice.PIN).runUntil("trouble");
        assertEquals(List.of("staff-unproven"), table.troubles());
        assertEquals(
                List.of("FAILED certificate=%s reason=staff-unproven".formatted(badge.serial())), journal("SIGN_IN"));
    }

    @Test
    void clockYearsBehind_isSaidToBeWrong_ratherThanTheCard() {
        table.time.jumpAhead(Duration.ofDays(-700));
        assertRefused(StaffRefusal.CLOCK_WRONG, OFFICE.badge(StaffRole.ATTENDANT));
    }

    @ParameterizedTest
    @ValueSource(ints = {-700, 700})
    void clockFarOff_isNoHindrance_onceThePlatformHasSaidWhatTimeItIs(int days) {
        table.time.jumpAhead(Duration.ofDays(days));
        table.platformLeads(Duration.ofDays(-days));
        inserted(OFFICE.badge(StaffRole.ATTENDANT).card())
                .types(StaffOffice.PIN)
                .runUntil("staff-menu");
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusal_hasItsOwnWords(StaffRefusal refusal) {
        assertTrue(table.unit().troubles().foreseen(refusal.code()));
    }

    // --- never in a citizen's way ----------------------------------------------------------------------------------

    @Test
    void citizensChipCard_opensNothing_andIsAskedOnce() {
        EmulatedSocialSecurityCard card = socialSecurityCard();
        table.on("attract", () -> {
                    table.chipCards.insert(card);
                    table.time.after(Duration.ofMinutes(2), () -> table.does(new Action.Begin()));
                })
                .runUntil("home");
        assertEquals(List.of("attract", "home"), table.screens());
        assertEquals(1, table.chipCards.conversations);
        assertEquals(0, card.pinAttempts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"guide", "present-card", "confirmation", "printing", "take-paper", "review", "farewell"})
    void staffCardPutInDuringACitizensVisit_isLeftAlone_alsoAfterIt(String screen) {
        table.on("attract", new Action.Begin()).on("home", new Action.ChooseItem("insurance-certificate"));
        if (screen.equals("guide")) {
            table.on("guide", () -> {
                insertAttendant();
                table.does(new Action.EndVisit());
            });
        } else {
            toTheEnd(screen);
        }
        table.on("attract", () -> table.time.after(Duration.ofMinutes(1), () -> table.does(new Action.Begin())))
                .runUntil("home");
        assertFalse(table.screens().contains("staff-pin"), table.screens()::toString);
        assertEquals(0, table.chipCards.conversations);
    }

    @Test
    void staffCardAtTheHomeScreenOfACitizenWhoHasIdentified_isLeftAlone() {
        table.comesFor("contribution-query").on("records", new Action.Confirm()).on("review", new Action.SkipReview());
        table.on("home", () -> {
                    insertAttendant();
                    table.time.after(Duration.ofSeconds(30), () -> table.does(new Action.EndVisit()));
                })
                .runUntil("farewell");
        assertFalse(table.screens().contains("staff-pin"), table.screens()::toString);
    }

    // --- what they do -------------------------------------------------------------------------------------------

    @Test
    void unitTakenOutOfService_tellsCitizensWhy_overARestart_untilItIsPutBack() {
        Badge badge = OFFICE.badge(StaffRole.FIELD_ENGINEER);
        inserted(badge.card())
                .types(StaffOffice.PIN)
                .on("staff-menu", new Action.ChooseDeed("take-out"))
                .on("staff-menu", new Action.ChooseDeed("fault"))
                .on("staff-menu", table.chipCards::pull)
                .runUntil("out-of-service");
        assertEquals(
                ServiceState.Reason.FAULT.told(),
                ((Screen.OutOfService) table.views.get(table.views.size() - 1).screen()).why());

        table = again();
        table.on("out-of-service", () -> {
                    table.does(new Action.Begin());
                    table.time.after(Duration.ofMinutes(1), () -> table.chipCards.insert(badge.card()));
                })
                .on("staff-pin", () -> type(StaffOffice.PIN))
                .on("staff-menu", new Action.ChooseDeed("put-back"))
                .on("staff-menu", new Action.Back())
                .on("attract", new Action.Begin())
                .runUntil("home");
        assertEquals(List.of("out-of-service", "staff-pin", "staff-menu", "attract", "home"), table.screens());
        assertEquals(
                List.of(
                        "DONE certificate=%s reason=fault state=out".formatted(badge.serial()),
                        "DONE certificate=%s state=in".formatted(badge.serial())),
                journal("SERVICE"));
    }

    @Test
    void stockKeeperFillsUp_andTheCountStartsFromFull() {
        inserted(OFFICE.badge(StaffRole.STOCK_KEEPER).card())
                .types(StaffOffice.PIN)
                .on("staff-menu", new Action.ChooseDeed("paper-loaded"))
                .on("confirmation", new Action.Confirm())
                .runUntil("staff-menu");
        assertEquals("500 of 500", line("Paper"));
        assertEquals(2, journal("LOAD").size());
    }

    @Test
    void whatTheRoleMayNotDo_isNotDone_evenIfItIsAskedFor() {
        inserted(OFFICE.badge(StaffRole.STOCK_KEEPER).card())
                .types(StaffOffice.PIN)
                .on("staff-menu", new Action.ChooseDeed("take-out"))
                .runUntil("staff-menu");
        assertEquals(List.of(), journal("SERVICE"));
        assertEquals("in service", line("Service"));
    }

    @Test
    void brokenDevice_isCounted_andItsReasonIsInWords() {
        table.dispenser.says(DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost"));
        inserted(OFFICE.badge(StaffRole.ATTENDANT).card())
                .types(StaffOffice.PIN)
                .on("staff-menu", new Action.ChooseDeed("devices"))
                .runUntil("records");
        assertTrue(
                ((Screen.Records) table.views.get(table.views.size() - 1).screen())
                        .rows().stream()
                                .anyMatch(row -> row.get(1).english().equals("not found")
                                        && row.get(2).english().equals("link lost")),
                "the dispenser's reason");
    }

    // --- the table ------------------------------------------------------------------------------------------------

    private final class Story {
        Story types(String pin) {
            table.on("staff-pin", () -> type(pin));
            return this;
        }

        Story on(String screen, Action action) {
            table.on(screen, action);
            return this;
        }

        Story on(String screen, Runnable what) {
            table.on(screen, what);
            return this;
        }

        void runUntil(String screen) {
            table.runUntil(screen);
        }
    }

    private Story inserted(EmulatedChipCard card) {
        table.on("attract", () -> table.chipCards.insert(card));
        return new Story();
    }

    private void insertAttendant() {
        table.chipCards.insert(OFFICE.badge(StaffRole.ATTENDANT).card());
    }

    private void type(String pin) {
        pin.chars().forEach(digit -> table.does(new Action.TypeDigit(digit - '0')));
        table.does(new Action.Confirm());
    }

    private void trustsListOf(Instant moment, Badge... revoked) {
        table.trusts(OFFICE.trust(folder, table.journal, table.unit().clock(), moment, revoked));
    }

    /** The unit after a restart. */
    private Tabletop again() {
        table.close();
        Tabletop next = new Tabletop(folder, PAPER, table);
        next.trusts(OFFICE.trust(folder, next.journal, next.unit().clock(), YESTERDAY));
        return next;
    }

    /** A certificate's visit from its guide to its end, with a staff card put in at one of its screens. */
    private void toTheEnd(String screen) {
        table.on("guide", new Action.Confirm()).on("present-card", () -> {
            if (screen.equals("present-card")) {
                insertAttendant();
            }
            table.reader.put();
        });
        Map<String, Action> usual = Map.of("confirmation", new Action.Confirm(), "review", new Action.SkipReview());
        for (String next : List.of("confirmation", "printing", "take-paper", "review", "home", "farewell")) {
            table.on(next, () -> {
                if (next.equals(screen)) {
                    insertAttendant();
                }
                if (next.equals("home")) {
                    table.reader.lift();
                    table.does(new Action.EndVisit());
                } else if (usual.containsKey(next)) {
                    table.does(usual.get(next));
                }
            });
        }
    }

    private void assertRefused(StaffRefusal why, Badge badge) {
        inserted(badge.card()).runUntil("trouble");
        assertEquals(List.of(why.code()), table.troubles());
        assertEquals(
                List.of("FAILED certificate=%s reason=%s".formatted(badge.serial(), why.code())), journal("SIGN_IN"));
        assertEquals(List.of("attract", "trouble"), table.screens());
    }

    private Screen.StaffMenu menu() {
        return (Screen.StaffMenu) table.views.get(table.views.size() - 1).screen();
    }

    private List<String> deeds() {
        return menu().deeds().stream().map(Screen.StaffDeed::deed).toList();
    }

    private String line(String label) {
        return menu().state().stream()
                .filter(line -> line.label().english().equals(label))
                .map(line -> line.value().english())
                .findFirst()
                .orElseThrow();
    }

    private List<String> hints() {
        return table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.StaffPin.class::isInstance)
                .flatMap(screen -> ((Screen.StaffPin) screen).hint().stream())
                .map(text -> text.english())
                .distinct()
                .toList();
    }

    /** The entries of a step, each as its phase and its facts in order. */
    private List<String> journal(String step) {
        return table.journal.listing().stream()
                .map(String::strip)
                .filter(line -> line.contains(" " + step + " "))
                .map(line -> line.substring(line.indexOf(" " + step + " ") + step.length() + 2)
                        .replaceAll("\\s+", " ")
                        .replaceAll("[{}]|,(?! FI| ST| AT)", "")
                        .strip())
                .toList();
    }

    private static EmulatedSocialSecurityCard socialSecurityCard() {
        return new EmulatedSocialSecurityCard(
                new SocialSecurityCard(
                        Optional.empty(),
                        Optional.of("43010200000000000000000000000001"),
                        Optional.of("3"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("A00000001"),
                        Tabletop.NUMBER,
                        Tabletop.NAME,
                        Optional.of("2"),
                        Optional.of("01"),
                        Optional.empty(),
                        Optional.of(LocalDate.of(1849, 3, 7))),
                CardModel.THIRD_GENERATION);
    }
}
