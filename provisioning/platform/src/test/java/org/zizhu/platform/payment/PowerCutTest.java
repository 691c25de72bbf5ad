package org.zizhu.platform.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.platform.payment.emulator.Mail;

/**
 * The platform ends right before, and right after, each thing that it has WeChat Pay do: between the durable step that says so and the
 * one that says what came of it. Another process goes on with its database, and the terminal asks again for what it had no answer to.
 */
class PowerCutTest {

    @TempDir
    Path folder;

    private static final class Died extends Error {
        Died() {
            super("power cut", null, false, false);
        }
    }

    /** Dies at one of the things that it hands on. */
    private static final class Mains extends Between {
        private final Fuse fuse;

        Mains(Provider provider, Fuse fuse) {
            super(provider);
            this.fuse = fuse;
        }

        @Override
        public Reply<String> place(Order order) {
            return fuse.around(() -> super.place(order));
        }

        @Override
        public Reply<Standing> query(Order order) {
            return fuse.around(() -> super.query(order));
        }

        @Override
        public Reply<Boolean> close(Order order) {
            return fuse.around(() -> super.close(order));
        }

        @Override
        public Reply<RefundStanding> refund(Order order, Refund refund) {
            return fuse.around(() -> super.refund(order, refund));
        }

        @Override
        public Reply<RefundStanding> query(Order order, Refund refund) {
            return fuse.around(() -> super.query(order, refund));
        }
    }

    /** When it happens. */
    private static final class Fuse {
        private int left;
        private boolean after;
        private boolean blown;

        /** At the nth thing from now on. */
        void arm(int nth, boolean afterIt) {
            left = nth;
            after = afterIt;
            blown = false;
        }

        <T> T around(Supplier<T> asked) {
            left--;
            if (left == 0 && !after) {
                blown = true;
                throw new Died();
            }
            T reply = asked.get();
            if (left == 0) {
                blown = true;
                throw new Died();
            }
            return reply;
        }
    }

    private interface Story {
        /** Goes through the story with a new order; whatever is repeated is what a terminal repeats. */
        void tell(Till till, String matter, Repeating repeating);
    }

    private interface Repeating {
        <T> T until(Supplier<T> step);
    }

    /** Tells the story with a cut at every point that it has; gives how many there were. */
    private int cutEverywhere(Story story) throws IOException {
        Fuse fuse = new Fuse();
        try (Till till = Till.in(folder, provider -> new Mains(provider, fuse))) {
            till.wechat.mail().carriage(Mail.Carriage.LOST);
            int points = 0;
            for (boolean after : new boolean[] {false, true}) {
                for (int nth = 1; ; nth++) {
                    fuse.arm(nth, after);
                    story.tell(till, "cut-" + after + "-" + nth, repeating(till));
                    assertTrue(balance(till).holds(), balance(till).toString());
                    if (!fuse.blown) {
                        break;
                    }
                    points++;
                }
            }
            Balance ours = balance(till);
            assertEquals(till.wechat.balance(), ours.deliveredFen() + ours.owedFen() + ours.claimedFen());
            assertEquals(0, ours.refundingFen());
            return points;
        }
    }

    private static Repeating repeating(Till till) {
        return new Repeating() {
            @Override
            public <T> T until(Supplier<T> step) {
                try {
                    return step.get();
                } catch (Died e) {
                    till.restart();
                    return step.get();
                }
            }
        };
    }

    /** Of all days: the stories take hours. */
    private static Balance balance(Till till) {
        Instant end = till.clock.instant().plus(Duration.ofDays(1));
        return Balance.of(till.database.read(db -> OrderBook.paidAt(db, Till.TERMINAL, Instant.EPOCH, end)));
    }

    @Test
    void paid_oneLineGiven_theOtherBack() throws IOException {
        int points = cutEverywhere((till, matter, terminal) -> {
            Order order = terminal.until(
                    () -> Till.stands(till.payments.place(Till.wanted("key-of-" + matter, matter, 700, 30))));
            till.pay(order);
            terminal.until(() -> {
                till.pass(Payments.ASK_EVERY);
                return true;
            });
            assertEquals(State.PAID, terminal.until(() -> till.told(order)).state());
            terminal.until(() -> till.payments.refund(Till.TERMINAL, order.number(), List.of(1)));
            terminal.until(() -> till.payments.deliver(Till.TERMINAL, order.number(), List.of(0)));
            settle(till, terminal);

            Order end = till.told(order);
            assertEquals(State.DELIVERED, end.state());
            assertEquals(1, end.refunds().size());
            assertEquals(Refund.State.MADE, end.refunds().get(0).state());
        });
        assertTrue(points >= 6, points + " points");
    }

    @Test
    void cancelled_andNobodyPaid() throws IOException {
        int points = cutEverywhere((till, matter, terminal) -> {
            NewOrder wanted = Till.wanted("key-of-" + matter, matter, 700);
            Order order = terminal.until(() -> Till.stands(till.payments.place(wanted)));
            terminal.until(() -> till.payments.cancel(Till.TERMINAL, order.number()));
            settle(till, terminal);

            assertEquals(State.CLOSED, till.told(order).state());
        });
        assertTrue(points >= 8, points + " points");
    }

    @Test
    void itsTimeIsOver_andSomebodyIsPaying() throws IOException {
        int points = cutEverywhere((till, matter, terminal) -> {
            NewOrder wanted = Till.wanted("key-of-" + matter, matter, 700);
            Order order = terminal.until(() -> Till.stands(till.payments.place(wanted)));
            till.wechat.scan(Till.code(order), "openid-1");
            terminal.until(() -> {
                till.pass(Till.VALID);
                return true;
            });
            till.pay(order);
            settle(till, terminal);

            // No terminal asked, so it went back.
            assertEquals(State.REFUNDED, till.told(order).state());
        });
        assertTrue(points >= 10, points + " points");
    }

    private static void settle(Till till, Repeating terminal) {
        for (int i = 0; i < 3; i++) {
            terminal.until(() -> {
                till.pass(Duration.ofMinutes(11));
                return true;
            });
        }
    }
}
