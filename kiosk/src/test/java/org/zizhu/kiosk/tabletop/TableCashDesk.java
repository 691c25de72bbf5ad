package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.journal.Message;
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

/**
 * The platform's cash desk of the tabletop, with a citizen's phone: an order can be paid until it is closed, money for a closed one goes
 * back at once, and what the unit says of the lines is what becomes of the money.
 */
public final class TableCashDesk implements PaymentPlatform, DuesPlatform {

    /** The calls of the port. */
    public enum Call {
        DUES,
        PLACE,
        AWAIT,
        CANCEL,
        LOOK,
        TAKE
    }

    private static final Duration USUAL = Duration.ofMillis(120);

    private static final class Trade {
        private final String number;
        private final Means means;
        private final List<Due> dues;
        private final Instant created;
        private State state = State.PAYING;
        private Fate fate = Fate.OWED;
        private long takenFen;
        private long returnedFen;
        private final String itemCode;
        private final String itemName;
        private boolean takenElsewhere;
        private boolean inQuestion;
        private boolean told;

        @Nullable
        private String takenBy;

        private Trade(CallContext context, String number, Means means, List<Due> dues, Instant created) {
            this.itemCode = context.itemCode();
            this.itemName = context.itemName();
            this.number = number;
            this.means = means;
            this.dues = dues;
            this.created = created;
        }

        private long fen() {
            return dues.stream().mapToLong(Due::fen).sum();
        }
    }

    private final SimulatedInbox time;
    private final Map<String, Trade> byKey = new LinkedHashMap<>();
    private final Map<Call, Answer<?>> failures = new EnumMap<>(Call.class);
    private final Map<String, List<Runnable>> waiting = new HashMap<>();
    /** Signs slips; where there is none, the platform is lost whenever one is to be signed. */
    @Nullable
    public UnaryOperator<String> signer;

    /** Whether a call that fails did what was asked all the same. */
    public boolean failsAfterwards;

    /** What whoever comes owes. */
    public final List<Dues.Entry> dues = new ArrayList<>();

    /** What households owe, by their numbers; others there are none. */
    public final Map<String, List<Dues.Entry>> households = new HashMap<>();

    public TableCashDesk(SimulatedInbox time) {
        this.time = time;
    }

    /** From now on a call comes to this. */
    public void answers(Call call, Answer<?> answer) {
        failures.put(call, answer);
    }

    public void worksAgain() {
        failures.clear();
    }

    /** The phone pays what was asked for last. */
    public void pay() {
        Trade trade = last().orElseThrow(() -> new AssertionError("nothing to pay"));
        trade.takenFen += trade.fen();
        if (trade.state == State.PAYING) {
            trade.state = State.PAID;
        } else {
            trade.returnedFen += trade.fen();
        }
        waiting.getOrDefault(trade.number, List.of()).forEach(Runnable::run);
        waiting.remove(trade.number);
    }

    /** The number of the order that was placed last. */
    public String lastNumber() {
        return last().orElseThrow().number;
    }

    /** What somebody paid. */
    public long takenFen() {
        return byKey.values().stream().mapToLong(trade -> trade.takenFen).sum();
    }

    public long returnedFen() {
        return byKey.values().stream().mapToLong(trade -> trade.returnedFen).sum();
    }

    /** What the money is that has not gone back. */
    public long fen(Fate fate) {
        return byKey.values().stream()
                .filter(trade -> trade.fate == fate)
                .mapToLong(trade -> trade.takenFen - trade.returnedFen)
                .sum();
    }

    public int orders() {
        return byKey.size();
    }

    /** The unit says what became of the lines. */
    void hear(Message message) {
        if (message.path().equals("/v1/claims/release")) {
            byKey.values().stream()
                    .filter(trade -> trade.takenBy != null && message.key().startsWith(trade.takenBy))
                    .forEach(trade -> trade.takenBy = null);
            return;
        }
        String[] path = message.path().split("/", -1);
        if (!message.path().startsWith("/v1/payments/orders/")) {
            return;
        }
        Trade trade = byKey.values().stream()
                .filter(one -> one.number.equals(path[path.length - 2]))
                .findFirst()
                .orElseThrow();
        boolean open = trade.fate == Fate.OWED || (trade.fate == Fate.CLAIMED && trade.takenBy != null);
        if (trade.state != State.PAID || !open) {
            throw new AssertionError(
                    path[path.length - 1] + " of an order that is " + trade.state + " and " + trade.fate);
        }
        trade.takenBy = null;
        switch (path[path.length - 1]) {
            case "delivery" -> trade.fate = Fate.DELIVERED;
            case "claim" -> trade.fate = Fate.CLAIMED;
            case "refund" -> {
                trade.fate = Fate.REFUNDED;
                trade.returnedFen += trade.fen();
            }
            default -> throw new AssertionError(message.path());
        }
    }

    @Override
    public CompletableFuture<Answer<Dues>> dues(CallContext context, Session session, Set<Dues.Kind> kinds) {
        return answer(
                Call.DUES,
                () -> new Dues(
                        null,
                        dues.stream().filter(due -> kinds.contains(due.kind())).toList()));
    }

    @Override
    public CompletableFuture<Answer<Dues>> duesOfHousehold(
            CallContext context, String household, Set<Dues.Kind> kinds) {
        List<Dues.Entry> bills = households.get(household);
        return bills != null || failures.containsKey(Call.DUES)
                ? answer(Call.DUES, () -> new Dues("**兰", bills == null ? List.of() : bills))
                : CompletableFuture.completedFuture(
                        new Answer.Refused<>("household-unknown", Text.of("没有这个户号", "No such household")));
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
        if (!failures.containsKey(Call.PLACE) || failsAfterwards) {
            byKey.computeIfAbsent(
                    key,
                    unused ->
                            new Trade(context, "ORDER-%04d".formatted(byKey.size() + 1), means, dues, time.instant()));
        }
        return answer(Call.PLACE, () -> shown(byKey.get(key)));
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> awaitOrder(
            CallContext context, String number, State since, Duration wait) {
        Trade trade = of(number);
        if (failures.containsKey(Call.AWAIT) || trade.state != since) {
            return answer(Call.AWAIT, () -> told(trade));
        }
        CompletableFuture<Answer<PaymentOrder>> future = new CompletableFuture<>();
        Runnable tell = () -> future.complete(answerNow(Call.AWAIT, () -> told(trade)));
        waiting.computeIfAbsent(number, unused -> new ArrayList<>()).add(tell);
        time.after(wait, tell);
        return future;
    }

    @Override
    public CompletableFuture<Answer<PaymentOrder>> cancelOrder(CallContext context, String number) {
        if (!failures.containsKey(Call.CANCEL)) {
            close(of(number));
        }
        return answer(Call.CANCEL, () -> told(of(number)));
    }

    @Override
    public CompletableFuture<Answer<Optional<PaymentOrder>>> cancelOrderByKey(CallContext context, String orderKey) {
        Optional<Trade> trade = Optional.ofNullable(byKey.get(orderKey));
        if (!failures.containsKey(Call.CANCEL)) {
            trade.ifPresent(TableCashDesk::close);
        }
        return answer(Call.CANCEL, () -> trade.map(TableCashDesk::shown));
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

    @Override
    public CompletableFuture<Answer<String>> signSlip(CallContext context, String slip) {
        return signer == null
                ? CompletableFuture.completedFuture(new Answer.Failed<>(Answer.Why.UNREACHABLE))
                : CompletableFuture.completedFuture(new Answer.Given<>(signer.apply(slip)));
    }

    @Override
    public CompletableFuture<Answer<Slip>> lookAtSlip(CallContext context, String slip) {
        return slip(slip, context, false);
    }

    @Override
    public CompletableFuture<Answer<Slip>> takeSlip(CallContext context, @Nullable Session session, String slip) {
        return slip(slip, context, true);
    }

    private CompletableFuture<Answer<Slip>> slip(String slip, CallContext context, boolean take) {
        Optional<Trade> trade = byKey.entrySet().stream()
                .filter(one ->
                        one.getKey().startsWith(slip) || one.getValue().number.equals(slip))
                .map(Map.Entry::getValue)
                .findFirst();
        if (trade.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new Answer.Refused<>("slip-unknown", Text.of("没有这张凭条", "No such slip")));
        }
        Trade of = trade.get();
        if (take && of.takenElsewhere) {
            return CompletableFuture.completedFuture(
                    new Answer.Refused<>("slip-taken", Text.of("正在别处办理", "At another kiosk")));
        }
        if (take && (!failures.containsKey(Call.TAKE) || failsAfterwards)) {
            of.takenBy = context.caseNumber();
        }
        return answer(
                take ? Call.TAKE : Call.LOOK,
                () -> new Slip(
                        of.itemCode,
                        of.itemName,
                        of.state == State.CLOSED || of.fate == Fate.DELIVERED || of.fate == Fate.REFUNDED,
                        of.told,
                        of.inQuestion,
                        of.takenBy == null ? Slip.Place.NOWHERE : Slip.Place.HERE,
                        shown(of)));
    }

    /** Staff have to look at the money of what was paid. */
    public void inQuestion() {
        last().orElseThrow().inQuestion = true;
    }

    /** Another kiosk is dealing with what was paid last. */
    public void takenElsewhere() {
        last().orElseThrow().takenElsewhere = true;
    }

    /** Whether some slip is in this unit's hand. */
    public boolean anyTaken() {
        return byKey.values().stream().anyMatch(trade -> trade.takenBy != null);
    }

    private static void close(Trade trade) {
        if (trade.state == State.PAYING) {
            trade.state = State.CLOSED;
        }
    }

    private Optional<Trade> last() {
        return byKey.values().stream().reduce((earlier, later) -> later);
    }

    private Trade of(String number) {
        return byKey.values().stream()
                .filter(trade -> trade.number.equals(number))
                .findFirst()
                .orElseThrow();
    }

    /** The unit hears that it is paid, if it is. */
    private static PaymentOrder told(Trade trade) {
        trade.told |= trade.state == State.PAID;
        return shown(trade);
    }

    private static PaymentOrder shown(Trade trade) {
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
                trade.created.plus(Duration.ofMinutes(2)),
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

    private <T> CompletableFuture<Answer<T>> answer(Call call, Supplier<T> value) {
        CompletableFuture<Answer<T>> future = new CompletableFuture<>();
        Answer<T> answer = answerNow(call, value);
        time.after(USUAL, () -> future.complete(answer));
        return future;
    }

    @SuppressWarnings("unchecked") // A failure carries no value, so that its type does not matter.
    private <T> Answer<T> answerNow(Call call, Supplier<T> value) {
        return failures.containsKey(call) ? (Answer<T>) failures.get(call) : new Answer.Given<>(value.get());
    }
}
