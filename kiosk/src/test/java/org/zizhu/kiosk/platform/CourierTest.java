package org.zizhu.kiosk.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.SimulatedInbox;
import org.zizhu.kiosk.tabletop.TableCashDesk;
import org.zizhu.kiosk.tabletop.TablePlatform;
import org.zizhu.kiosk.tabletop.TablePlatform.Call;
import org.zizhu.kiosk.tabletop.Tabletop;

/** What the platform has to be told gets there, in order, or stays. */
class CourierTest {

    @TempDir
    Path folder;

    private final SimulatedInbox time = new SimulatedInbox(Tabletop.NIGHT);
    private final TablePlatform platform = new TablePlatform(time, new SealedPaper(), new TableCashDesk(time));
    private Journal journal;
    private Courier courier;

    @BeforeEach
    void setUp() {
        journal = Journal.open(folder.resolve("journal.db"), time);
        courier = new Courier(journal, platform);
        journal.tell(Message.to("/v1/reviews", "first", "{}"));
        journal.tell(Message.to("/v1/reviews", "second", "{}"));
    }

    @AfterEach
    void tearDown() {
        journal.close();
    }

    @Test
    void messages_areCarriedOnceAndInOrder() {
        assertTrue(courier.carryAll());
        assertEquals(java.util.List.of("first", "second"), platform.delivered);
        assertTrue(courier.carryAll());
        assertEquals(2, platform.delivered.size());
    }

    @Test
    void platformThatDoesNotAnswer_keepsEveryMessageWaiting() {
        platform.answers(Call.DELIVER, new Answer.Failed<>(Answer.Why.UNREACHABLE));
        assertFalse(courier.carryAll());
        assertEquals(2, journal.waitingMessages());

        platform.worksAgain();
        assertTrue(courier.carryAll());
        assertEquals(0, journal.waitingMessages());
    }

    @Test
    void messageThatIsRefusedForGood_isMarked_andDoesNotHoldUpTheOthers() {
        platform.answers(Call.DELIVER, new Answer.Refused<>("document-unknown", Text.of("没有", "Unknown")));
        assertTrue(courier.carryAll());
        assertEquals(0, journal.waitingMessages());
        assertTrue(
                journal.listing().get(0).endsWith("document-unknown"),
                journal.listing().get(0));
    }
}
