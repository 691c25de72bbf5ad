package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Accepted;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.Dues;
import org.zizhu.kiosk.platform.DuesPlatform;
import org.zizhu.kiosk.platform.PaymentOrder;
import org.zizhu.kiosk.platform.PaymentOrder.Fate;
import org.zizhu.kiosk.platform.PaymentOrder.Line;
import org.zizhu.kiosk.platform.PaymentOrder.Means;
import org.zizhu.kiosk.platform.PaymentOrder.State;
import org.zizhu.kiosk.platform.PaymentPlatform;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.Slip;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform's cash desk and the provider behind it, by the rules of the platform's decision 2: before the unit is told that an order is paid
 * it is durable that it was told; money nobody was told of goes back after ten minutes, money of which nothing is heard for a
 * day becomes a claim.
 */
final class CashDesk implements PaymentPlatform, DuesPlatform {

    private static final Duration NOT_TOLD = Duration.ofMinutes(10);
    private static final Duration SILENT = Duration.ofDays(1);
    private static final Duration PAYABLE = Duration.ofMinutes(2);

    /** One order, with the provider's knowledge of it. */
    static final class Trade {
        final String number;
        final String transaction;
        private final Means means;
        private final String matter;
        private final List<Due> dues;
        private final Instant created;
        private final CallContext asked;
        private final @Nullable String person;
        private State state = State.PAYING;
        private Fate fate = Fate.OWED;
        private boolean told;
        private long inFlightFen;
        private long takenFen;
        private long returnedFen;
        /** Its slip is being finished at this unit. */
        private boolean takenHere;
        /** It is being finished at another one. */
        private boolean takenElsewhere;
        /** That was the last one to take it. */
        private boolean lastElsewhere;
        /** Others than the transaction in which it was paid may have decided what becomes of it. */
        private boolean shared;

        private Trade(
                CallContext asked,
                String number,
                String transaction,
                @Nullable String person,
                Means means,
                String matter,
                List<Due> dues,
                Instant created) {
            this.asked = asked;
            this.number = number;
            this.transaction = transaction;
            this.person = person;
            this.means = means;
            this.matter = matter;
            this.dues = dues;
            this.created = created;
        }

        private long fen() {
            return dues.stream().mapToLong(Due::fen).sum();
        }
    }

    private final World world;
    private final Map<String, Trade> byKey = new LinkedHashMap<>();
    private final Map<String, Trade> byNumber = new LinkedHashMap<>();
    private final Map<String, Trade> owed = new LinkedHashMap<>();
    private final Map<String, List<Runnable>> waiting = new LinkedHashMap<>();
    private final Set<String> givenUpKeys = new HashSet<>();
    /** Transactions that want no slip any more. */
    private final Set<String> letGo = new HashSet<>();

    /** What was entered as paid, each by the order that did it. */
    private final Map<String, String> entered = new LinkedHashMap<>();

    private boolean providerTells = true;

    CashDesk(World world) {
        this.world = world;
    }

    /** Whether the provider tells the platform, or answers it. */
    void providerTells(boolean does) {
        providerTells = does;
        if (does) {
            List.copyOf(byNumber.values()).forEach(trade -> {
                if (trade.inFlightFen > 0) {
                    learn(trade);
                }
            });
        }
    }

    /** A phone pays what a code asks for; whoever holds it. */
    void phonePays(String code) {
        Trade trade = byNumber.get(code.substring(code.lastIndexOf('=') + 1));
        if (trade == null) {
            return;
        }
        trade.takenFen += trade.fen();
        trade.inFlightFen += trade.fen();
        world.chronicle.note("a phone pays " + trade.number);
        if (world.goesWrong(30)) {
            world.platformIs(
                    world.random().nextBoolean() ? Mood.UNREACHABLE : Mood.SILENT,
                    Duration.ofSeconds(world.random().nextInt(20, 200)));
        }
        world.time.after(Duration.ofMillis(world.random().nextInt(300, 6_000)), () -> {
            if (providerTells) {
                learn(trade);
            }
        });
    }

    /** The platform learns what the provider knows. */
    private void learn(Trade trade) {
        while (trade.inFlightFen > 0) {
            trade.inFlightFen -= trade.fen();
            boolean another =
                    owed.values().stream().anyMatch(other -> other != trade && other.matter.equals(trade.matter));
            if (trade.state == State.PAYING && !another) {
                trade.state = State.PAID;
                owed.put(trade.number, trade);
                world.time.after(NOT_TOLD, () -> {
                    if (!trade.told && trade.fate == Fate.OWED) {
                        goesBack(trade);
                    }
                });
                world.time.after(SILENT, () -> {
                    if (trade.fate == Fate.OWED) {
                        trade.shared = true;
                        settled(trade, Fate.CLAIMED);
                    }
                });
            } else {
                // For an order that is closed, or paid already.
                trade.returnedFen += trade.fen();
                if (trade.state == State.PAYING) {
                    trade.state = State.REFUNDED;
                }
            }
        }
        waiting.getOrDefault(trade.number, List.of()).forEach(Runnable::run);
        waiting.remove(trade.number);
    }

    private void goesBack(Trade trade) {
        trade.returnedFen += trade.fen();
        trade.state = State.REFUNDED;
        settled(trade, Fate.REFUNDED);
    }

    private void settled(Trade trade, Fate fate) {
        trade.fate = fate;
        owed.remove(trade.number);
        world.chronicle.note("the money of " + trade.number + " is " + fate);
    }

    // --- the sums --------------------------------------------------------------------------------------------------

    long takenFen() {
        return byNumber.values().stream().mapToLong(trade -> trade.takenFen).sum();
    }

    long returnedFen() {
        return byNumber.values().stream().mapToLong(trade -> trade.returnedFen).sum();
    }

    long inFlightFen() {
        return byNumber.values().stream().mapToLong(trade -> trade.inFlightFen).sum();
    }

    long fen(Fate fate) {
        return byNumber.values().stream()
                .filter(trade -> trade.fate == fate)
                .mapToLong(trade -> trade.takenFen - trade.returnedFen - trade.inFlightFen)
                .sum();
    }

    int orders() {
        return byKey.size();
    }

    /** Paid orders of which the unit was told, and has said nothing so far. */
    List<Trade> owedByUnit() {
        return owed.values().stream()
                .filter(trade -> trade.told && !trade.lastElsewhere)
                .toList();
    }

    /** What another unit took over and let go: it becomes a claim after a day. */
    long owedByOthersFen() {
        return owed.values().stream()
                .filter(trade -> trade.lastElsewhere)
                .mapToLong(Trade::fen)
                .sum();
    }

    // --- what the unit says ----------------------------------------------------------------------------------------

    /** The unit says what became of what was paid for. */
    Answer<Accepted> hear(Message message) {
        String[] path = message.path().split("/", -1);
        Trade trade = byNumber.get(path[path.length - 2]);
        String verb = path[path.length - 1];
        if (trade == null) {
            throw world.violated("money is settled once", message.path() + " of an order that never was");
        }
        if (!trade.told) {
            throw world.violated("money is settled once", verb + " of " + trade.number + ", of which nobody was told");
        }
        boolean open = trade.fate == Fate.OWED || (trade.fate == Fate.CLAIMED && trade.takenHere);
        if (!open || trade.lastElsewhere) {
            if (!trade.shared) {
                throw world.violated(
                        "money is settled once", trade.number + " is " + trade.fate + " and now said to be " + verb);
            }
            return new Answer.Refused<>("line-settled", Text.of("已处理", "Settled before"));
        }
        world.auditor.moneySettled(trade, verb);
        trade.takenHere = false;
        if (verb.equals("delivery")) {
            enterDues(trade);
        }
        switch (verb) {
            case "delivery" -> settled(trade, Fate.DELIVERED);
            case "claim" -> settled(trade, Fate.CLAIMED);
            case "refund" -> goesBack(trade);
            default -> throw world.violated("money is settled once", "nobody knows " + message.path());
        }
        return new Answer.Given<>(new Accepted());
    }

    /** The unit lets a slip go, or staff say what becomes of what nobody knew. */
    Answer<Accepted> hearOfClaim(Message message) {
        JsonNode body = JsonMapper.shared().readTree(message.body());
        if (message.path().equals("/v1/claims/release")) {
            letGo.add(message.key().substring(0, message.key().lastIndexOf(':')));
            Trade trade = bySlip(body.required("slip").asString());
            if (trade != null) {
                trade.takenHere = false;
            }
            return new Answer.Given<>(new Accepted());
        }
        Trade trade = byNumber.get(body.required("claim").asString());
        if (trade == null || trade.lastElsewhere || trade.fate != Fate.CLAIMED) {
            return new Answer.Refused<>("claim-unknown", Text.of("没有这笔待处理款项", "No such claim"));
        }
        boolean delivered = body.required("decision").asString().equals("DELIVERED");
        world.auditor.claimAnswered(trade, delivered);
        trade.shared = true;
        if (delivered) {
            settled(trade, Fate.DELIVERED);
        } else {
            goesBack(trade);
        }
        return new Answer.Given<>(new Accepted());
    }

    /** Somebody brings a slip to another unit: it is finished there, found in doubt again, or let go after some minutes. */
    void broughtElsewhere(String slip, SplittableRandom random) {
        Trade trade = bySlip(slip);
        if (trade == null || trade.state != State.PAID || !isOpen(trade) || trade.takenHere || trade.takenElsewhere) {
            return;
        }
        world.chronicle.note("another kiosk takes over " + trade.number);
        trade.told = true;
        trade.shared = true;
        trade.takenElsewhere = true;
        trade.lastElsewhere = true;
        int dice = random.nextInt(100);
        world.time.after(Duration.ofSeconds(random.nextInt(60, 500)), () -> {
            trade.takenElsewhere = false;
            if (dice < 85 && isOpen(trade)) {
                if (dice < 70) {
                    enterDues(trade);
                }
                settled(trade, dice < 70 ? Fate.DELIVERED : Fate.CLAIMED);
            }
        });
    }

    private static boolean isOpen(Trade trade) {
        return trade.fate == Fate.OWED || trade.fate == Fate.CLAIMED;
    }

    private @Nullable Trade bySlip(String slip) {
        Trade trade = byKey.get(slip + ":order");
        return trade == null ? byNumber.get(slip) : trade;
    }

    /** What was paid for is entered; what another order has paid before goes back. */
    private void enterDues(Trade trade) {
        for (Due due : trade.dues) {
            if (due.due() != null && entered.putIfAbsent(due.due(), trade.number) != null) {
                trade.returnedFen += due.fen();
            }
        }
    }

    /** Whether all of it is an entry, and nothing to hand over. */
    boolean isEntry(Trade trade) {
        return trade.dues.stream().allMatch(due -> due.due() != null);
    }

    /** From none to three fines, and always the insurance of a year; the same whenever somebody asks again, less what was paid. */
    @Override
    public CompletableFuture<Answer<Dues>> dues(CallContext context, Session session, Set<Dues.Kind> kinds) {
        return world.city.call(() -> {
            List<Dues.Entry> owing = new ArrayList<>();
            for (Dues.Kind kind : kinds) {
                int several = kind == Dues.Kind.TRAFFIC_FINE
                        ? Math.floorMod(session.handle().hashCode(), 4)
                        : 1;
                for (int nth = 0; nth < several; nth++) {
                    String id = "DUE-" + kind + "-" + session.handle() + "-" + nth;
                    if (!entered.containsKey(id)) {
                        owing.add(new Dues.Entry(
                                id,
                                kind,
                                Text.of("应缴", "Due"),
                                5_000 + 5_000L * nth,
                                Text.of("示范单位", "Payee"),
                                Text.of("应缴", "Due"),
                                null,
                                List.of()));
                    }
                }
            }
            return new Answer.Given<>(new Dues(null, owing));
        });
    }

    @Override
    public CompletableFuture<Answer<Dues>> duesOfHousehold(
            CallContext context, String household, Set<Dues.Kind> kinds) {
        return CompletableFuture.completedFuture(new Answer.Given<>(new Dues(null, List.of())));
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> placeOrder(
            CallContext context,
            @Nullable Session session,
            Means means,
            String matter,
            Duration validFor,
            List<Due> dues,
            String key) {
        world.guard();
        world.auditor.beforeAskingForMoney(key);
        return world.city.call(() -> {
            if (givenUpKeys.contains(key)) {
                return new Answer.Refused<>("order-given-up", Text.of("已取消", "Given up"));
            }
            Trade trade = byKey.get(key);
            if (trade == null) {
                trade = new Trade(
                        context,
                        "ORDER-%06d".formatted(byKey.size() + 1),
                        key.substring(0, key.length() - ":order".length()),
                        session == null ? null : world.city.numberOf(session),
                        means,
                        matter,
                        dues,
                        world.time.instant());
                byKey.put(key, trade);
                byNumber.put(trade.number, trade);
                Trade opened = trade;
                world.time.after(validFor, () -> {
                    if (opened.state == State.PAYING) {
                        close(opened);
                    }
                });
            }
            return new Answer.Given<>(shown(trade));
        });
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> awaitOrder(
            CallContext context, String number, State since, Duration wait) {
        world.guard();
        Trade trade = byNumber.get(number);
        if (trade == null) {
            throw world.violated("the unit asks for its own orders", number);
        }
        if (trade.state != since || world.mood() != Mood.WELL) {
            return world.city.call(() -> new Answer.Given<>(shown(trade)));
        }
        CompletableFuture<Answer<PaymentOrder>> future = new CompletableFuture<>();
        Runnable tell = () -> {
            if (!future.isDone()) {
                future.complete(new Answer.Given<>(shown(trade)));
            }
        };
        waiting.computeIfAbsent(number, unused -> new ArrayList<>()).add(tell);
        world.time.after(wait, tell);
        return future;
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> cancelOrder(CallContext context, String number) {
        world.guard();
        return world.city.call(() -> {
            Trade trade = byNumber.get(number);
            if (trade == null) {
                return new Answer.Refused<>("order-unknown", Text.of("没有这个订单", "No such order"));
            }
            close(trade);
            return new Answer.Given<>(shown(trade));
        });
    }

    @Override
    public CompletableFuture<Answer<Optional<PaymentOrder>>> cancelOrderByKey(CallContext context, String orderKey) {
        world.guard();
        return world.city.call(() -> {
            Trade trade = byKey.get(orderKey);
            if (trade == null) {
                givenUpKeys.add(orderKey);
                return new Answer.Given<>(Optional.empty());
            }
            close(trade);
            return new Answer.Given<>(Optional.of(shown(trade)));
        });
    }

    /** In here each slip is the bare number. */
    @Override
    public CompletableFuture<Answer<String>> signSlip(CallContext context, String slip) {
        return world.city.call(() -> new Answer.Failed<>(Answer.Why.BROKEN));
    }

    @Override
    public CompletableFuture<Answer<Slip>> lookAtSlip(CallContext context, String slip) {
        world.guard();
        return world.city.call(() -> {
            Trade trade = bySlip(slip);
            return trade == null ? unknownSlip() : new Answer.Given<>(slip(trade));
        });
    }

    @Override
    public CompletableFuture<Answer<Slip>> takeSlip(CallContext context, @Nullable Session session, String slip) {
        world.guard();
        world.auditor.beforeTakingASlip(context.caseNumber());
        String bearer = session == null ? null : world.city.numberOf(session);
        return world.city.call(() -> {
            Trade trade = bySlip(slip);
            if (trade == null || letGo.contains(context.caseNumber())) {
                return unknownSlip();
            } else if (bearer != null && trade.person != null && !bearer.equals(trade.person)) {
                return new Answer.Refused<>("slip-other-person", Text.of("不是本人", "Not theirs"));
            } else if (trade.takenElsewhere) {
                return new Answer.Refused<>("slip-taken", Text.of("正在别处办理", "At another kiosk"));
            }
            world.chronicle.note("the slip of " + trade.number + " is taken over");
            trade.takenHere = true;
            trade.lastElsewhere = false;
            trade.shared = true;
            trade.told |= trade.state == State.PAID;
            return new Answer.Given<>(slip(trade));
        });
    }

    private static Answer<Slip> unknownSlip() {
        return new Answer.Refused<>("slip-unknown", Text.of("没有这张凭条", "No such slip"));
    }

    private static Slip slip(Trade trade) {
        return new Slip(
                trade.asked.itemCode(),
                trade.asked.itemName(),
                trade.state == State.CLOSED || trade.state == State.REFUNDED || !isOpen(trade),
                trade.told,
                false,
                trade.takenHere ? Slip.Place.HERE : trade.takenElsewhere ? Slip.Place.ELSEWHERE : Slip.Place.NOWHERE,
                asItStands(trade));
    }

    /** Question, closing, question: a payment that came in between wins, if the provider answers at all. */
    private void close(Trade trade) {
        if (trade.state != State.PAYING && trade.state != State.CLOSING) {
            return;
        }
        if (!providerTells) {
            trade.state = State.CLOSING;
        } else if (trade.inFlightFen > 0) {
            learn(trade);
        } else {
            trade.state = State.CLOSED;
        }
    }

    /** The order as it stands; before the unit hears that it is paid it is durable that it was told. */
    private static PaymentOrder shown(Trade trade) {
        trade.told |= trade.state == State.PAID;
        return asItStands(trade);
    }

    private static PaymentOrder asItStands(Trade trade) {
        List<Line> lines = new ArrayList<>();
        for (Due due : trade.dues) {
            lines.add(new Line(lines.size(), due.fen(), due.payee(), due.what(), trade.fate));
        }
        return new PaymentOrder(
                trade.number,
                trade.means,
                trade.state == State.PAID ? paid(trade.fate) : trade.state,
                trade.fen(),
                "weixin://wxpay/bizpayurl?pr=" + trade.number,
                trade.created,
                trade.created.plus(PAYABLE),
                trade.state == State.PAID ? trade.created : null,
                null,
                lines,
                List.of(),
                List.of());
    }

    /** How an order stands whose money has come. */
    private static State paid(Fate fate) {
        return switch (fate) {
            case OWED -> State.PAID;
            case DELIVERED -> State.DELIVERED;
            case REFUNDING -> State.REFUNDING;
            case REFUNDED -> State.REFUNDED;
            case CLAIMED -> State.HELD;
        };
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> delivered(CallContext context, String number, List<Integer> lines) {
        throw new UnsupportedOperationException("the unit says it by its outbox");
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> refund(CallContext context, String number, List<Integer> lines) {
        throw new UnsupportedOperationException("the unit says it by its outbox");
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> claim(CallContext context, String number, List<Integer> lines) {
        throw new UnsupportedOperationException("the unit says it by its outbox");
    }
}
