package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.Tabletop;

/** Everything that can be wrong with a card, its reader, or who holds it. */
class BadCardTest {

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

    @Test
    void cardLiftedWhileReading_isToldToLeaveItAndReadAgain() {
        table.reader.reads(List.of(
                Completion.failed(FailureCode.USER_ERROR, "card-lifted"),
                Completion.success(Tabletop.reading(Tabletop.resident()))));
        table.comesFor("case-progress").runUntil("cases");

        boolean hinted = table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.PresentCard.class::isInstance)
                .anyMatch(screen -> ((Screen.PresentCard) screen).hint().isPresent());
        assertTrue(hinted);
        assertEquals(List.of(), table.troubles());
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_DATA, text-block-nonsense, card-unreadable",
        "INVALID_DATA, card-not-recognised, card-not-recognised",
        "NOT_AUTHORISED, sam-not-authorised, reader-not-authorised",
        "HARDWARE_ERROR, link-lost, reader-fault",
    })
    void readingThatFails_saysWhyAndWhatNext(FailureCode code, String reason, String told) {
        table.reader.reads(Completion.failed(code, reason));
        table.comesFor("case-progress").on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of(told), table.troubles());
    }

    @Test
    void unreadableCard_canBeTriedAgain() {
        table.reader.reads(List.of(
                Completion.failed(FailureCode.INVALID_DATA, "text-block-nonsense"),
                Completion.success(Tabletop.reading(Tabletop.resident()))));
        table.comesFor("case-progress").on("trouble", new Action.Retry()).runUntil("cases");
        assertEquals(List.of("card-unreadable"), table.troubles());
    }

    @Test
    void expiredCard_isRefusedWithoutAskingThePlatform() {
        IdCard.Resident valid = Tabletop.resident();
        table.reader.reads(Completion.success(Tabletop.reading(new IdCard.Resident(
                valid.name(),
                valid.sex(),
                valid.nationality(),
                valid.birth(),
                valid.address(),
                valid.number(),
                valid.issuer(),
                new IdCard.Validity(LocalDate.of(2006, 11, 20), Optional.of(LocalDate.of(2026, 11, 20)))))));
        table.comesFor("case-progress").on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("card-expired"), table.troubles());
        assertEquals(0, table.platform.identifications);
    }

    @Test
    void cardOnItsLastDay_isAccepted() {
        IdCard.Resident valid = Tabletop.resident();
        // 15:00 UTC is 23:00 in China: the same day still.
        table.reader.reads(Completion.success(Tabletop.reading(new IdCard.Resident(
                valid.name(),
                valid.sex(),
                valid.nationality(),
                valid.birth(),
                valid.address(),
                valid.number(),
                valid.issuer(),
                new IdCard.Validity(LocalDate.of(2006, 11, 21), Optional.of(LocalDate.of(2026, 11, 21)))))));
        table.comesFor("case-progress").runUntil("cases");
        assertEquals(List.of(), table.troubles());
    }

    @Test
    void kioskWhoseClockIsYearsBehind_stillSeesThatACardHasExpired() {
        table.platformLeads(Duration.ofDays(20 * 365));
        table.comesFor("case-progress").on("trouble", new Action.Back()).runUntil("home");
        assertEquals(List.of("card-expired"), table.troubles());
    }

    @Test
    void kioskWhoseClockIsYearsAhead_doesNotCallAGoodCardExpired() {
        table.time.jumpAhead(Duration.ofDays(20 * 365));
        table.platformLeads(Duration.ofDays(-20 * 365));
        table.comesFor("case-progress").runUntil("cases");
        assertEquals(List.of(), table.troubles());
    }

    @ParameterizedTest
    @EnumSource(IdCard.Kind.class)
    void cardOfEachKind_isAccepted(IdCard.Kind kind) {
        table.reader.reads(Completion.success(Tabletop.reading(card(kind))));
        table.comesFor("case-progress").runUntil("cases");
        assertEquals(List.of(), table.troubles());
    }

    @Test
    void readerUnplugged_closesNothing_whileThereIsAnotherWayToSayWhoOneIs() {
        DeviceStatus gone = DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
        table.reader.says(gone);
        table.chipCards.says(gone);
        table.on("attract", new Action.Begin()).runUntil("home");

        assertTrue(Tabletop.equipped(home()).stream()
                .allMatch(tile -> tile.closed().isEmpty()));
    }

    @Test
    void nothingLeftToIdentifyBy_closesEveryServiceThatIdentifies_andSaysThatTheReaderIsTheReason() {
        DeviceStatus gone = DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
        table.reader.says(gone);
        table.chipCards.says(gone);
        table.scanner.says(gone);
        table.on("attract", new Action.Begin()).runUntil("home");

        Text reader = table.unit().troubles().words("reader-fault").what();
        for (Screen.Tile tile : Tabletop.equipped(home())) {
            boolean identifies = table.unit().catalogue().item(tile.item()).identifies();
            assertEquals(identifies ? Optional.of(reader) : Optional.empty(), tile.closed(), tile.item());
        }
    }

    private Screen.Home home() {
        return (Screen.Home) table.views.get(table.views.size() - 1).screen();
    }

    @Test
    void cardForgottenByTheCitizenBefore_doesNotIdentifyTheNext() {
        table.comesFor("case-progress")
                .on("cases", new Action.EndVisit())
                .on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("case-progress"))
                .on("guide", new Action.Confirm())
                .on("present-card", () -> {
                    table.reader.lift();
                    table.time.after(Duration.ofSeconds(3), table.reader::put);
                })
                .runUntil("cases");

        assertTrue(table.views.stream()
                .map(view -> view.screen())
                .anyMatch(screen -> screen instanceof Screen.PresentCard present
                        && present.hint()
                                .map(hint -> hint.english().contains("Somebody has left"))
                                .orElse(false)));
        assertEquals(2, table.platform.identifications);
    }

    private static IdCard card(IdCard.Kind kind) {
        IdCard.Validity longTerm = new IdCard.Validity(LocalDate.of(2020, 1, 1), Optional.empty());
        LocalDate birth = LocalDate.of(1849, 3, 7);
        return switch (kind) {
            case RESIDENT -> Tabletop.resident();
            case HK_MACAU_TAIWAN_PERMIT ->
                new IdCard.HkMacauTaiwanPermit(
                        "陳永定",
                        IdCard.Sex.MALE,
                        birth,
                        "湖南省张家界市永定区",
                        "810000184903070015",
                        "张家界市公安局",
                        longTerm,
                        "H00000001",
                        "01");
            case FOREIGNER_2017, FOREIGNER_2023 ->
                new IdCard.Foreigner(
                        kind, "DOE, JANE", "", IdCard.Sex.FEMALE, birth, "911184903070014", "USA", longTerm, "01");
        };
    }
}
