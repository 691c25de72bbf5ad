package org.zizhu.platform.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.store.Database;

/**
 * What a citizen carries away when something could not be finished, and brings back to any kiosk (凭条). A slip is with the terminal that took
 * it until that one has said what came of it: it may have given what is owed, and lost its power before it could say so. One that never
 * comes back leaves it to a person. Thread-safe.
 */
public final class Slips {

    /** How a slip stands. */
    public sealed interface Slip {

        /** There is none such. */
        record Unknown() implements Slip {}

        /** It is of what somebody else has paid. */
        record Foreign() implements Slip {}

        /** Staff have to look at its money first. */
        record InQuestion(Order order) implements Slip {}

        /** @param place who is finishing it */
        record Of(Order order, Place place) implements Slip {}
    }

    /** At which terminal a slip is being finished. */
    public enum Place {
        NOWHERE,
        HERE,
        ELSEWHERE
    }

    /** What was paid so lately is still being given by the kiosk where it was paid. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(15);

    private final Database database;
    private final InstantSource clock;

    public Slips(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What it is for, and how far that is; looking changes nothing. */
    public Slip look(String slip, String terminal) {
        return database.read(db -> {
            Optional<Order> order = SlipBook.order(db, slip);
            return order.isEmpty() ? new Slip.Unknown() : new Slip.Of(order.get(), place(db, order.get(), terminal));
        });
    }

    /**
     * What somebody has paid and may not have got, the oldest first: each is as good as a slip to them, also where the power went before
     * one could be given. None whose money is in question.
     *
     * @param person register id
     */
    public List<String> unfinished(Connection db, String person) throws SQLException {
        List<String> unfinished = new ArrayList<>();
        for (String number : SlipBook.unfinished(db, person, clock.instant().minus(UNDER_WAY))) {
            if (!OrderBook.known(db, number).inQuestion()) {
                unfinished.add(number);
            }
        }
        return unfinished;
    }

    /** Whether a terminal may give somebody a signed code of it: its own, and one that it has taken. */
    public boolean mayHand(String slip, String terminal) {
        return database.read(db -> {
            Optional<Order> order = SlipBook.order(db, slip);
            return order.isPresent()
                    && (order.get().terminal().equals(terminal)
                            || SlipBook.tookLast(db, order.get().number(), terminal));
        });
    }

    /**
     * A terminal is about to finish it: from now on only this one may, and decides of its lines as of its own. Of two that want to, the first
     * does; doing it again changes nothing. Found as ELSEWHERE, it was not taken.
     *
     * @param taking the terminal's name for this taking; one that it has let go before it came is not done
     * @param person register id of whoever brings it; null where nobody has identified, and it matters not who
     */
    public Slip take(String slip, String terminal, String taking, @Nullable String person) {
        return database.write(db -> {
            Optional<Order> found = SlipBook.order(db, slip);
            if (found.isEmpty() || OrderBook.unwanted(db, terminal, taking)) {
                return new Slip.Unknown();
            }
            Order order = found.get();
            if (person != null && order.person() != null && !person.equals(order.person())) {
                return new Slip.Foreign();
            }
            if (order.inQuestion()) {
                return new Slip.InQuestion(order);
            }
            Place place = place(db, order, terminal);
            if (place == Place.ELSEWHERE) {
                return new Slip.Of(order, place);
            }
            SlipBook.take(db, order.number(), terminal, clock.instant());
            if (order.state() == State.PAID && order.toldAt() == null) {
                // It may be given from now on, so that the money does not go back by itself.
                OrderBook.told(db, order, clock.instant());
            }
            return new Slip.Of(order, Place.HERE);
        });
    }

    /** A terminal has given nothing for it: whoever has the slip may go to any other. Nothing changes if it never took it. */
    public void release(String slip, String terminal, String taking) {
        database.write(db -> {
            OrderBook.unwant(db, terminal, taking, clock.instant());
            Optional<Order> order = SlipBook.order(db, slip);
            if (order.isPresent() && place(db, order.get(), terminal) == Place.HERE) {
                SlipBook.free(db, order.get().number());
            }
            return order;
        });
    }

    private static Place place(Connection db, Order order, String terminal) throws SQLException {
        return SlipBook.taker(db, order.number())
                .map(by -> by.equals(terminal) ? Place.HERE : Place.ELSEWHERE)
                .orElse(Place.NOWHERE);
    }
}
