package org.zizhu.kiosk.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Dues;
import org.zizhu.kiosk.platform.PaymentOrder.Fate;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.TableCashDesk;
import org.zizhu.kiosk.tabletop.Tabletop;

/** Somebody pays a water bill by the number of its household, and nobody asks who they are. */
class WaterBillTest {

    private static final SealedPaper PAPER = new SealedPaper();
    private static final String HOUSEHOLD = "4301020357";
    private static final String UNKNOWN = "4301029999";

    @TempDir
    Path folder;

    private Tabletop table;

    @BeforeEach
    void aHouseholdThatOwesTwoMonths() {
        table = new Tabletop(folder, PAPER);
        table.cash.households.put(HOUSEHOLD, new ArrayList<>(List.of(bill("2026-09", 3883), bill("2026-10", 4589))));
    }

    @AfterEach
    void nothingIsOpen_andNothingOfTheHouseholdIsLeft() throws Exception {
        table.carry();
        assertEquals(List.of(), table.journal.open(), table::listing);
        table.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(bytes.contains(HOUSEHOLD), file::toString);
                assertFalse(bytes.contains(UNKNOWN), file::toString);
            }
        }
        table.views.forEach(view -> assertFalse(view.toString().contains("4301 0203 57"), "a log of what is shown"));
    }

    private Tabletop comes() {
        return table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("water-bill"))
                .on("guide", new Action.Confirm());
    }

    private Tabletop types(String number) {
        return table.on("type-number", () -> {
            number.chars().forEach(digit -> table.does(new Action.TypeDigit(digit - '0')));
            table.does(new Action.Confirm());
        });
    }

    @Test
    void twoMonths_arePaidTogether_withoutACard() {
        comes();
        types(HOUSEHOLD)
                .on("choose-dues", new Action.Confirm())
                .on("choose-means", new Action.ChooseMeans("WECHAT_PAY"))
                .on("pay-by-code", table.cash::pay)
                .on("paid", new Action.Confirm())
                .on("review", new Action.SkipReview())
                .runUntil("home");

        table.carry();
        assertEquals(3883 + 4589, table.cash.fen(Fate.DELIVERED));
        assertFalse(table.screens().contains("present-card"));
        Screen.ChooseDues dues = (Screen.ChooseDues) shown("choose-dues");
        assertEquals("水费 · 户名 **兰", dues.title().chinese());
    }

    @Test
    void theDigits_areShownAsTheyArePrinted_andTooFewAreToldSo() {
        comes().on("type-number", () -> {
                    for (int digit : new int[] {4, 3, 0, 1, 0, 2, 9}) {
                        table.does(new Action.TypeDigit(digit));
                    }
                    table.does(new Action.EraseDigit());
                    table.does(new Action.Confirm());
                    table.does(new Action.Back());
                })
                .runUntil("home");

        Screen.TypeNumber early = table.views.stream()
                .map(view -> view.screen())
                .filter(Screen.TypeNumber.class::isInstance)
                .map(Screen.TypeNumber.class::cast)
                .filter(Screen.TypeNumber::wrong)
                .findFirst()
                .orElseThrow();
        assertEquals("4301 02", early.entered());
        assertEquals("还差 4 位数字", early.hint().chinese());
        assertEquals("4 more to type", early.hint().english());
    }

    @Test
    void unknownNumber_isToldSo_andCanBeCorrectedWhereItWasWrong() {
        comes();
        types(UNKNOWN)
                .on("trouble", new Action.Retry())
                .on("type-number", () -> {
                    for (int i = 0; i < 4; i++) {
                        table.does(new Action.EraseDigit());
                    }
                    HOUSEHOLD.substring(6).chars().forEach(digit -> table.does(new Action.TypeDigit(digit - '0')));
                    table.does(new Action.Confirm());
                })
                .on("choose-dues", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("household-unknown"), table.troubles());
        assertEquals(0, table.cash.orders());
    }

    @Test
    void whoTriesNumberAfterNumber_isSentBack() {
        comes();
        types(UNKNOWN).on("trouble", new Action.Retry());
        for (int more = 1; more < 5; more++) {
            table.on("type-number", new Action.Confirm()).on("trouble", new Action.Retry());
        }
        table.runUntil("home");

        assertEquals(List.of("household-unknown"), table.troubles());
    }

    @Test
    void nothingDue_isSaid_andNothingIsAskedFor() {
        table.cash.households.put(HOUSEHOLD, List.of());
        comes();
        types(HOUSEHOLD).on("trouble", new Action.Back()).runUntil("home");

        assertEquals(List.of("household-nothing-due"), table.troubles());
        assertEquals(0, table.cash.orders());
    }

    @Test
    void paidAtAnotherUnitMeanwhile_nothingIsCharged() {
        table.cash.answers(TableCashDesk.Call.PLACE, new Answer.Refused<>("due-settled", Text.of("已缴清", "Paid")));
        comes();
        types(HOUSEHOLD)
                .on("choose-dues", new Action.Confirm())
                .on("choose-means", new Action.ChooseMeans("ALIPAY"))
                .on("trouble", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("due-settled"), table.troubles());
        assertEquals(0, table.cash.takenFen());
    }

    @Test
    void platformThatDoesNotAnswer_isAskedAgain_withoutTypingAgain() {
        table.cash.answers(TableCashDesk.Call.DUES, new Answer.Failed<>(Answer.Why.UNREACHABLE));
        comes();
        types(HOUSEHOLD)
                .on("trouble", () -> {
                    table.cash.worksAgain();
                    table.does(new Action.Retry());
                })
                .on("choose-dues", new Action.Back())
                .runUntil("home");

        assertEquals(List.of("platform-unreachable"), table.troubles());
        assertEquals(1, table.screens().stream().filter("type-number"::equals).count());
    }

    @Test
    void platformDown_isSaidBeforeAnythingIsTyped() {
        table.platformReachable = false;
        table.on("attract", new Action.Begin())
                .on("home", new Action.ChooseItem("water-bill"))
                .runUntil("guide");

        assertTrue(((Screen.Guide) shown("guide")).closed().isPresent());
    }

    private Screen shown(String id) {
        return table.views.stream()
                .map(view -> view.screen())
                .filter(screen -> screen.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Dues.Entry bill(String month, long fen) {
        return new Dues.Entry(
                "D4000357" + month.substring(5),
                Dues.Kind.WATER,
                Text.of("水费", "Water bill"),
                fen,
                Text.of("芙蓉区示范水务", "Demonstration Water"),
                Text.of("水费 " + month, "Water " + month),
                month,
                List.of(new Dues.Detail(Text.of("户号", "Household"), Text.same(HOUSEHOLD))));
    }
}
