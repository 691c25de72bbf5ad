package org.zizhu.platform.payment;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.platform.due.Due;
import org.zizhu.platform.due.DueRegister;
import org.zizhu.platform.store.Database;

/**
 * The city's cash desk. Whatever it has a provider do it has written down before, and what came of it afterwards; what it does not
 * know it asks, by {@link #lookAround}, until it knows. So it may be ended after any step and goes on from its database. Thread-safe.
 */
public final class Payments implements AutoCloseable {

    /** A provider answers within seconds; an order that is not out after so long never reached the terminal. */
    static final Duration OPENING = Duration.ofSeconds(30);

    /** Providers ask not to be asked more often (WeChat Pay's guide for Native orders). */
    static final Duration ASK_EVERY = Duration.ofSeconds(3);

    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);

    /** As many as are asked for in one round, one after the other. */
    private static final int ROUND = 200;

    /** Crockford's digits: no letter looks like a digit. */
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int RANDOM_DIGITS = 13;

    /** 130 bits: whoever has the address may read the receipt. */
    private static final int ADDRESS_DIGITS = 26;

    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    private final Database database;
    private final Map<Means, Provider> providers = new EnumMap<>(Means.class);
    private final InstantSource clock;
    private final Settlement settlement;
    private final Waiting waiting = new Waiting();
    /** Numbers of one city must differ from those of any other that has the same merchant, so this comes from no seed. */
    private final SecureRandom random = new SecureRandom();

    public Payments(Database database, List<Provider> providers, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.settlement = new Settlement(clock);
        providers.forEach(provider -> this.providers.put(provider.means(), provider));
    }

    /** Opens an order, or finds the one that the key has opened before. */
    public Outcome place(NewOrder wanted) {
        if (!providers.containsKey(wanted.means())) {
            return new Outcome.Refused(Outcome.Reason.MEANS_UNAVAILABLE);
        }
        Outcome written = database.write(db -> write(db, wanted));
        if (!(written instanceof Outcome.Stands stands) || stands.order().state() != State.CREATED) {
            return told(written);
        }
        Order order = open(stands.order());
        boolean usable = order.state() == State.PAYING || !order.state().unpaid();
        return usable ? told(new Outcome.Stands(order)) : new Outcome.Refused(Outcome.Reason.MEANS_UNAVAILABLE);
    }

    /** So the order stands now. */
    public Outcome find(String terminal, String number) {
        return told(database.read(db -> own(db, terminal, number)));
    }

    /**
     * Completes, on any thread, when the order is in another state; already over where it is, where there is no such order, and at the end.
     * Whoever waits no longer cancels it, and asks {@link #find} for what to tell the terminal.
     */
    public CompletableFuture<Order> change(String terminal, String number, State since) {
        CompletableFuture<Order> future = waiting.add(number, since);
        Outcome now = database.read(db -> own(db, terminal, number));
        if (!(now instanceof Outcome.Stands stands)) {
            future.cancel(false);
        } else if (stands.order().state() != since) {
            future.complete(stands.order());
        }
        return future;
    }

    /**
     * The terminal wants it no more. Answered as CLOSED, no money came and none will; as PAID, money came before, and what was paid
     * for is owed; as CLOSING, it is not certain yet, and should money have come it goes back by itself.
     */
    public Outcome cancel(String terminal, String number) {
        Outcome found = database.read(db -> own(db, terminal, number));
        if (!(found instanceof Outcome.Stands stands) || !stands.order().state().unpaid()) {
            return told(found);
        }
        close(stands.order(), Why.CANCELLED);
        return told(new Outcome.Stands(write(db -> {
            Order order = OrderBook.known(db, number);
            if (order.state() == State.CLOSING && order.abandonedAt() == null) {
                OrderBook.abandoned(db, order, clock.instant());
            }
            return OrderBook.known(db, number);
        })));
    }

    /** The same by the key of an order whose number the terminal never learned; a request that comes later is refused. */
    public Outcome cancelByKey(String terminal, String key) {
        Optional<Order> made = database.write(db -> {
            OrderBook.unwant(db, terminal, key, clock.instant());
            return OrderBook.byKey(db, terminal, key);
        });
        return made.isPresent() ? cancel(terminal, made.get().number()) : new Outcome.NeverMade();
    }

    /** What the lines were paid for was given. Of what is due and was paid before, the money goes back: its fate says so. */
    public Outcome deliver(String terminal, String number, List<Integer> lines) {
        return pursued(decide(terminal, number, lines, Line.Fate.DELIVERED, settlement::deliver));
    }

    /** What the lines were paid for can't be given: their money goes back. */
    public Outcome refund(String terminal, String number, List<Integer> lines) {
        return pursued(decide(
                terminal,
                number,
                lines,
                Line.Fate.REFUNDING,
                (db, order, chosen) -> settlement.refund(db, order, chosen, Ground.NOT_PROVIDED, Why.REPORTED)));
    }

    /** Has the provider give back at once what was decided to go back; what it does not do now is asked for again. */
    private Outcome pursued(Outcome decided) {
        if (!(decided instanceof Outcome.Stands stands)
                || stands.order().refunds().stream().noneMatch(Refund::open)) {
            return decided;
        }
        stands.order().refunds().stream().filter(Refund::open).forEach(this::pursue);
        return database.read(
                db -> new Outcome.Stands(OrderBook.known(db, stands.order().number())));
    }

    /** The terminal does not know whether the lines were given, and a person has to say. */
    public Outcome claim(String terminal, String number, List<Integer> lines) {
        return decide(
                terminal,
                number,
                lines,
                Line.Fate.CLAIMED,
                (db, order, chosen) -> settlement.claim(db, order, chosen, Ground.NOT_PROVIDED, Why.REPORTED));
    }

    /**
     * A member of staff has found out what became of the lines of a claim of that terminal; saying the same again changes nothing.
     *
     * @param number the claim's, or its order's
     * @param fate DELIVERED or REFUNDING
     * @param witness the serial number of their certificate
     */
    public Outcome settleClaim(String terminal, String number, Line.Fate fate, String witness) {
        Optional<Claim> claim = database.read(db -> {
            Optional<Claim> named = ClaimBook.byNumber(db, number);
            return named.isPresent() ? named : ClaimBook.of(db, number).stream().reduce((earlier, later) -> later);
        });
        if (claim.isEmpty()) {
            return new Outcome.Refused(Outcome.Reason.CLAIM_UNKNOWN);
        }
        String order = claim.get().order();
        if (!(database.read(db -> answerable(db, terminal, order)) instanceof Outcome.Stands stands)) {
            return new Outcome.Refused(Outcome.Reason.CLAIM_UNKNOWN);
        }
        List<Integer> lines = stands.order().lines().stream()
                .filter(line -> claim.get().number().equals(line.claim()))
                .map(Line::index)
                .toList();
        return pursued(decide(db -> answerable(db, terminal, order), lines, fate, (db, held, chosen) -> {
            ClaimBook.witnessed(db, claim.get(), witness, fate, clock.instant());
            return fate == Line.Fate.DELIVERED
                    ? settlement.deliver(db, held, chosen)
                    : settlement.refund(db, held, chosen, Ground.NOT_PROVIDED, Why.WITNESSED);
        }));
    }

    /** What a provider told by itself; nothing happens if it is of nothing that we know. */
    public void hear(Notice notice) {
        Optional<Order> order = database.write(db -> {
            if (notice instanceof Notice.OfRefund refund) {
                return settlement.learn(db, refund.number(), refund.standing(), Why.NOTIFIED);
            }
            Notice.OfOrder payment = (Notice.OfOrder) notice;
            return OrderBook.byNumber(db, payment.number()).isPresent()
                    ? Optional.of(settlement.learn(db, payment.number(), payment.standing(), Why.NOTIFIED))
                    : Optional.empty();
        });
        order.ifPresentOrElse(
                waiting::announce, () -> LOG.warn("a provider tells of an order or refund that is none of ours"));
    }

    /** The orders of a terminal whose codes are out and may be paid, the newest first. */
    public List<Order> payable(String terminal) {
        return database.read(db -> OrderBook.payable(db, terminal));
    }

    /** At which address of {@code /receipt/} the order's receipt is, or will be; nothing for one from before there were receipts. */
    public Optional<String> receipt(String number) {
        return database.read(db -> ReceiptBook.address(db, number));
    }

    /** What waits for a person at a terminal, the oldest first. */
    public List<Claim> openClaims(String terminal) {
        return database.read(db -> ClaimBook.open(db, terminal));
    }

    /** Where the money is that was paid at a terminal on a day in China. */
    public Balance balance(String terminal, LocalDate day) {
        return Balance.of(database.read(db -> OrderBook.paidAt(db, terminal, start(day), start(day.plusDays(1)))));
    }

    /** Nobody is kept waiting any longer. */
    @Override
    public void close() {
        waiting.end();
    }

    /** Asks providers for all that is not known and due, and does what is due by rule. */
    public void lookAround() {
        Instant now = clock.instant();
        database.read(db -> OrderBook.due(db, now, ROUND)).forEach(this::look);
        database.read(db -> RefundBook.due(db, now, ROUND)).forEach(this::pursue);
    }

    private void look(Order order) {
        Instant now = clock.instant();
        database.write(db -> {
            Duration pause = order.state() == State.CLOSING ? backOff(OrderBook.looks(db, order)) : ASK_EVERY;
            OrderBook.lookAgain(db, order, now.plus(pause));
            return order;
        });
        switch (order.state()) {
            case CREATED -> close(order, Why.EXPIRED);
            case CLOSING -> close(order, Why.ASKED);
            case PAYING -> {
                if (now.isBefore(order.expires())) {
                    ask(order, Why.ASKED);
                } else {
                    close(order, Why.EXPIRED);
                }
            }
            default -> write(db -> overdue(db, order.number()));
        }
    }

    /** Of a payment that no terminal heard of, or that the terminal says nothing of. */
    private Order overdue(Connection db, String number) throws SQLException {
        Order order = OrderBook.known(db, number);
        Order.Paid paid = order.paid();
        Instant now = clock.instant();
        if (order.state() != State.PAID || paid == null) {
            OrderBook.lookAgain(db, order, null);
            return order;
        }
        Instant told = order.toldAt();
        if (told == null) {
            return settlement.refund(db, order, order.owed(), Ground.NOBODY_WAITED, Why.RULE);
        }
        if (now.isBefore(told.plus(Settlement.SILENCE))) {
            OrderBook.lookAgain(db, order, told.plus(Settlement.SILENCE));
            return order;
        }
        return settlement.claim(db, order, order.owed(), Ground.TERMINAL_SILENT, Why.RULE);
    }

    /** Asks the provider once. */
    void ask(Order order, Why why) {
        ask(order, why, true);
    }

    /** @param believed whether it counts that the provider has never heard of it */
    private Order ask(Order order, Why why, boolean believed) {
        Reply<Standing> reply = provider(order).query(order);
        if (!(reply instanceof Reply.Given<Standing> given)) {
            LOG.info("{} does not say how {} stands", order.means(), order.number());
            return order;
        }
        if (given.value() instanceof Standing.NotKnown && !believed) {
            return order;
        }
        return write(db -> settlement.learn(db, order.number(), given.value(), why));
    }

    /** Query, close, query: a payment may have come before, and one may come in between (and then it counts). */
    private void close(Order order, Why why) {
        Order closing = write(db -> {
            Order now = OrderBook.known(db, order.number());
            boolean open = now.state() == State.CREATED || now.state() == State.PAYING;
            if (!open) {
                return now;
            }
            OrderBook.lookAgain(db, now, clock.instant().plus(ASK_EVERY));
            return OrderBook.step(db, now, State.CLOSING, why, clock.instant());
        });
        // That the provider knows nothing of it says little before it was told to close: its code may be about to be
        // scanned.
        if (closing.state() != State.CLOSING || ask(closing, Why.ASKED, false).state() != State.CLOSING) {
            return;
        }
        Reply<Boolean> closed = provider(order).close(order);
        boolean certain = !(closed instanceof Reply.Unknown);
        if (!certain) {
            LOG.info("{} does not say whether it closed {}", order.means(), order.number());
        }
        ask(closing, Why.ASKED, certain);
    }

    /** Has the provider open what is written down; what it does not open is to be closed, in case it has all the same. */
    private Order open(Order order) {
        Reply<String> reply = provider(order).place(order);
        if (reply instanceof Reply.Unknown) {
            // Lost answers are mostly lost once, and a second asking can do no harm.
            reply = provider(order).place(order);
        }
        if (reply instanceof Reply.Given<String> given) {
            return write(db -> {
                Order now = OrderBook.known(db, order.number());
                OrderBook.code(db, now, given.value());
                if (now.state() != State.CREATED) {
                    // The notification was faster.
                    return OrderBook.known(db, order.number());
                }
                OrderBook.lookAgain(db, now, clock.instant().plus(ASK_EVERY));
                return OrderBook.step(db, now, State.PAYING, Why.OPENED, clock.instant());
            });
        }
        LOG.warn("{} opens no order: {}", order.means(), reply);
        // The terminal has waited long enough: the next round closes what may be open all the same.
        return write(db -> {
            Order now = OrderBook.known(db, order.number());
            if (now.state() != State.CREATED) {
                return now;
            }
            OrderBook.abandoned(db, now, clock.instant());
            OrderBook.lookAgain(db, now, clock.instant());
            return OrderBook.step(db, now, State.CLOSING, Why.NOT_OPENED, clock.instant());
        });
    }

    private void pursue(Refund refund) {
        Order order = database.write(db -> {
            Instant next = clock.instant().plus(backOff(RefundBook.looks(db, refund)));
            RefundBook.lookAgain(db, refund, next);
            return OrderBook.known(db, refund.order());
        });
        boolean asked = refund.state() == Refund.State.UNDER_WAY;
        Reply<RefundStanding> reply =
                asked ? provider(order).query(order, refund) : provider(order).refund(order, refund);
        if (reply instanceof Reply.Given<RefundStanding> given) {
            if (asked && given.value() == RefundStanding.NOT_KNOWN) {
                // It said that it was at it, and knows nothing now: asking again by the same number can do no harm.
                provider(order).refund(order, refund);
            }
            write(db -> settlement
                    .learn(db, refund.number(), given.value(), Why.ASKED)
                    .orElseThrow());
        } else if (reply instanceof Reply.Refused<RefundStanding> refused) {
            LOG.warn("{} refuses the refund {}: {}", order.means(), refund.number(), refused.code());
            write(db -> settlement
                    .learn(db, refund.number(), RefundStanding.FAILED, Why.ASKED)
                    .orElseThrow());
        }
    }

    private Outcome write(Connection db, NewOrder wanted) throws SQLException {
        Optional<Order> earlier = OrderBook.byKey(db, wanted.terminal(), wanted.key());
        if (earlier.isPresent()) {
            boolean same = OrderBook.requestOf(db, earlier.get().number()).equals(wanted.requestSha256());
            return same ? new Outcome.Stands(earlier.get()) : new Outcome.Refused(Outcome.Reason.KEY_REUSED);
        }
        if (OrderBook.unwanted(db, wanted.terminal(), wanted.key())) {
            return new Outcome.Refused(Outcome.Reason.ORDER_UNWANTED);
        }
        Optional<Outcome.Reason> objection = objection(db, wanted);
        if (objection.isPresent()) {
            return new Outcome.Refused(objection.get());
        }
        List<Line> lines = new ArrayList<>();
        for (Line line : wanted.lines()) {
            // What is due is told to providers in the words of whoever it is due to.
            String due = line.due();
            lines.add(
                    due == null
                            ? line
                            : Line.of(line.index(), DueRegister.byId(db, due).orElseThrow()));
        }
        Instant now = clock.instant();
        Order order = new Order(
                number(now),
                wanted.terminal(),
                wanted.person(),
                wanted.matter(),
                wanted.itemCode(),
                wanted.itemName(),
                wanted.means(),
                wanted.fen(),
                State.CREATED,
                null,
                now,
                now.plus(wanted.validFor()),
                null,
                null,
                null,
                lines,
                List.of(),
                List.of());
        OrderBook.enter(db, order, wanted.key(), wanted.requestSha256(), now.plus(OPENING));
        SlipBook.enter(db, wanted.slip(), order.number());
        ReceiptBook.enter(db, order.number(), digits(ADDRESS_DIGITS));
        return new Outcome.Stands(order);
    }

    /** What speaks against paying what is due with this order: it is another's, or was paid, or is another sum by now. */
    private static Optional<Outcome.Reason> objection(Connection db, NewOrder wanted) throws SQLException {
        for (Line line : wanted.lines()) {
            if (line.due() == null) {
                continue;
            }
            Optional<Due> due = DueRegister.byId(db, line.due());
            boolean known = due.isPresent()
                    && DueRegister.debtor(db, line.due())
                            .map(debtor -> debtor.equals(wanted.person()))
                            .orElse(true);
            if (!known) {
                return Optional.of(Outcome.Reason.DUE_UNKNOWN);
            }
            if (DueRegister.paidBy(db, line.due()).isPresent()) {
                return Optional.of(Outcome.Reason.DUE_SETTLED);
            }
            if (due.get().fen() != line.fen()) {
                return Optional.of(Outcome.Reason.DUE_CHANGED);
            }
            if (!wanted.means().collects(due.get().kind())) {
                return Optional.of(Outcome.Reason.MEANS_UNAVAILABLE);
            }
        }
        return Optional.empty();
    }

    /** What a terminal decides of lines. */
    @FunctionalInterface
    private interface Decision {
        Order on(Connection db, Order order, List<Line> lines) throws SQLException;
    }

    /** Deciding the same again changes nothing; deciding otherwise is refused. */
    private Outcome decide(String terminal, String number, List<Integer> lines, Line.Fate fate, Decision decision) {
        return decide(db -> deciding(db, terminal, number), lines, fate, decision);
    }

    private Outcome decide(Database.Work<Outcome> finding, List<Integer> lines, Line.Fate fate, Decision decision) {
        Outcome outcome = database.write(db -> {
            Outcome found = finding.on(db);
            if (!(found instanceof Outcome.Stands stands)) {
                return found;
            }
            Order order = stands.order();
            if (order.state().unpaid()) {
                return new Outcome.Refused(Outcome.Reason.NOT_PAID);
            }
            List<Line> chosen = order.lines().stream()
                    .filter(line -> lines.contains(line.index()))
                    .toList();
            List<Line> open = chosen.stream()
                    .filter(line -> line.open() && line.fate() != fate && !Settlement.gaveWay(order, line))
                    .toList();
            boolean otherwise = chosen.stream()
                    .anyMatch(line -> !line.open() && !line.wentAs(fate) && !Settlement.gaveWay(order, line));
            if (chosen.size() != lines.size() || otherwise) {
                return new Outcome.Refused(Outcome.Reason.LINE_SETTLED);
            }
            SlipBook.free(db, order.number());
            if (order.toldAt() == null) {
                // Whoever decides knows, also where the answer that told it was never written down.
                OrderBook.told(db, order, clock.instant());
            }
            return new Outcome.Stands(open.isEmpty() ? order : decision.on(db, order, open));
        });
        if (outcome instanceof Outcome.Stands stands) {
            waiting.announce(stands.order());
        }
        return outcome;
    }

    private static Outcome own(Connection db, String terminal, String number) throws SQLException {
        return OrderBook.byNumber(db, number)
                .filter(order -> order.terminal().equals(terminal))
                .<Outcome>map(Outcome.Stands::new)
                .orElseGet(() -> new Outcome.Refused(Outcome.Reason.ORDER_UNKNOWN));
    }

    /**
     * The order, for a terminal that may say what becomes of it: the one at which somebody has brought its slip, or its own; but not while
     * another one is finishing it, which will say.
     */
    private static Outcome deciding(Connection db, String terminal, String number) throws SQLException {
        if (SlipBook.tookLast(db, number, terminal)) {
            return new Outcome.Stands(OrderBook.known(db, number));
        }
        Outcome own = own(db, terminal, number);
        boolean elsewhere = SlipBook.taker(db, number).isPresent();
        return own instanceof Outcome.Stands && elsewhere ? new Outcome.Refused(Outcome.Reason.SLIP_TAKEN) : own;
    }

    /** The order, for staff of its terminal, or of the one that took its slip: their word counts, whoever is finishing it. */
    private static Outcome answerable(Connection db, String terminal, String number) throws SQLException {
        return SlipBook.tookLast(db, number, terminal)
                ? new Outcome.Stands(OrderBook.known(db, number))
                : own(db, terminal, number);
    }

    /** Before a terminal is told that an order is paid it is on record that it was, for then it may have given what was paid for. */
    private Outcome told(Outcome outcome) {
        if (!(outcome instanceof Outcome.Stands stands)
                || stands.order().state() != State.PAID
                || stands.order().toldAt() != null) {
            return outcome;
        }
        return new Outcome.Stands(write(db -> {
            Order order = OrderBook.known(db, stands.order().number());
            if (order.state() == State.PAID && order.toldAt() == null) {
                OrderBook.told(db, order, clock.instant());
            }
            return OrderBook.known(db, order.number());
        }));
    }

    private Order write(Database.Work<Order> work) {
        Order order = database.write(work);
        waiting.announce(order);
        return order;
    }

    private Provider provider(Order order) {
        Provider provider = providers.get(order.means());
        if (provider == null) {
            throw new IllegalStateException("no provider for " + order.means());
        }
        return provider;
    }

    /** The provider of a means, where the city has one. */
    Optional<Provider> provider(Means means) {
        return Optional.ofNullable(providers.get(means));
    }

    /** By which means the city takes money. */
    public Set<Means> means() {
        return Set.copyOf(providers.keySet());
    }

    /** When a day begins in China. */
    static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.ofHours(8));
    }

    private String number(Instant now) {
        return "P" + LocalDate.ofInstant(now, ZoneOffset.ofHours(8)).format(DateTimeFormatter.BASIC_ISO_DATE)
                + digits(RANDOM_DIGITS);
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return digits.toString();
    }

    private static Duration backOff(int looks) {
        Duration pause = ASK_EVERY.multipliedBy(1L << Math.min(looks, 10));
        return pause.compareTo(LONGEST_BACK_OFF) < 0 ? pause : LONGEST_BACK_OFF;
    }
}
