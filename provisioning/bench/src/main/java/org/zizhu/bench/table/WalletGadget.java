package org.zizhu.bench.table;

import static org.zizhu.platform.payment.emulator.Mood.SYSTEM_ERROR;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.Order;
import org.zizhu.platform.payment.Reconciliation;
import org.zizhu.platform.payment.emulator.Mail;
import org.zizhu.platform.payment.emulator.Movement;
import org.zizhu.platform.payment.emulator.Paying;

/**
 * What citizens pay with: the wallet that scans the code on the kiosk's screen, and how well the providers behind it carry the news. Its
 * list shows what went out and what came back.
 */
final class WalletGadget implements Gadget {

    private static final int SHOWN = 4;

    private static final String OWN_PHONE = "own-phone";
    private static final String ANOTHER_PHONE = "another-phone";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final SandboxCity city;
    private final String terminal;
    private final InstantSource clock;

    private Mail.Carriage carriage = Mail.Carriage.PROMPT;
    private boolean ill;
    /** A code that was scanned and not paid yet; it can be paid for as long as its holder likes. */
    private @Nullable String scanned;

    private Text bill = Text.of("未对账", "not compared yet");

    WalletGadget(SandboxCity city, String terminal, InstantSource clock) {
        this.city = city;
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "wallet";
    }

    @Override
    public Group group() {
        return Group.CREDENTIALS;
    }

    @Override
    public synchronized Face face() {
        Optional<Order> shown = payable();
        List<Movement> movements = city.providers().movements();
        List<Fact> facts = new ArrayList<>();
        movements.stream().limit(SHOWN).map(WalletGadget::fact).forEach(facts::add);
        facts.add(new Fact(Text.of("支付通知", "notifications"), said(carriage)));
        facts.add(new Fact(Text.of("今日对账", "today's bills"), bill.chinese()));
        return new Face(
                Text.of("手机钱包", "Wallet"),
                shown.isPresent() || scanned != null
                        ? Mood.BUSY
                        : ill || carriage != Mail.Carriage.PROMPT ? Mood.NEEDS_CARE : Mood.WELL,
                state(shown),
                facts,
                List.of(
                        Button.serve("pay", "扫码付款", "scan and pay", true)
                                .asking("留空付屏幕上的，或粘贴付款码", "empty: what is on the screen; or a code"),
                        Button.serve("pay-for", "别人的手机付", "by another's phone", shown.isPresent()),
                        Button.serve("scan", "扫了先不付", "scan, don't pay yet", shown.isPresent() && scanned == null),
                        Button.serve("finish", "现在才输密码", "type the password now", scanned != null),
                        Button.serve("reconcile", "核对账单", "compare the bills", true),
                        Button.harm("late", "通知压着", "hold the news", carriage != Mail.Carriage.HELD),
                        Button.harm("lost", "通知丢失", "lose the news", carriage != Mail.Carriage.LOST),
                        Button.harm("double", "通知重复", "tell it twice", carriage != Mail.Carriage.DOUBLE),
                        Button.harm(
                                "reverse",
                                "微信自行退款",
                                "WeChat reverses the last",
                                reversible(movements).isPresent()),
                        Button.harm("ill", "下单失败", "providers open nothing", !ill),
                        Button.heal(
                                "heal",
                                "恢复正常，补发通知",
                                "make it well, send what was held",
                                ill || carriage != Mail.Carriage.PROMPT)));
    }

    private Text state(Optional<Order> shown) {
        if (scanned != null) {
            return Text.of("已扫码，等输密码", "scanned, waiting for the password");
        }
        return shown.map(order -> Text.of(
                        "屏幕上的码：" + order.means().title().zh() + " " + yuan(order.fen()),
                        "on the screen: " + order.means().title().en() + " " + yuan(order.fen())))
                .orElseGet(() -> Text.of("屏幕上没有付款码", "no code on the screen"));
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        return switch (button) {
            case "pay" -> pay(argument.isBlank() ? code() : Optional.of(argument.strip()), OWN_PHONE);
            case "pay-for" -> pay(code(), ANOTHER_PHONE);
            case "scan" -> scan();
            case "finish" -> {
                Optional<String> code = Optional.ofNullable(scanned);
                scanned = null;
                yield pay(code, OWN_PHONE);
            }
            case "late" -> carry(Mail.Carriage.HELD);
            case "lost" -> carry(Mail.Carriage.LOST);
            case "double" -> carry(Mail.Carriage.DOUBLE);
            case "reverse" -> reverse();
            case "ill" -> fallIll();
            case "heal" -> heal();
            case "reconcile" -> reconcile();
            default -> Outcome.unknown(button);
        };
    }

    private Outcome pay(Optional<String> code, String payer) {
        if (code.isEmpty()) {
            return Outcome.refused("屏幕上没有付款码", "there is no code on the screen");
        }
        Paying paying = city.providers().pay(code.get(), payer);
        if (paying instanceof Paying.Refused refused) {
            return Outcome.refused("钱包不付：" + refused.why(), "the wallet does not pay: " + refused.why());
        }
        String fen = city.providers().movements().stream()
                .findFirst()
                .map(movement -> yuan(movement.fen()))
                .orElse("");
        return Outcome.done("付了 " + fen, "paid " + fen);
    }

    private Outcome scan() {
        Optional<String> code = code();
        if (code.isEmpty() || !city.providers().scan(code.get(), OWN_PHONE)) {
            return Outcome.refused("屏幕上没有能付的码", "there is no code on the screen that can be paid");
        }
        scanned = code.get();
        return Outcome.done("扫了码，还没付", "scanned, not paid yet");
    }

    private Outcome carry(Mail.Carriage next) {
        carriage = next;
        city.providers().carriage(next);
        return Outcome.done(
                "支付通知：" + said(next), "notifications: " + next.name().toLowerCase(Locale.ROOT));
    }

    private Outcome reverse() {
        Optional<Movement> last = reversible(city.providers().movements());
        if (last.isEmpty()) {
            return Outcome.refused("没有可退的微信支付", "there is no WeChat payment to reverse");
        }
        city.providers().wechatPay().giveBack(last.get().order());
        return Outcome.done("微信自行退了最近一笔", "WeChat has reversed the last payment");
    }

    /** The last WeChat payment of which nothing came back. */
    private static Optional<Movement> reversible(List<Movement> movements) {
        return movements.stream()
                .filter(movement -> movement.means() == Means.WECHAT_PAY && !movement.back())
                .filter(payment -> movements.stream()
                        .noneMatch(other -> other.back() && other.order().equals(payment.order())))
                .findFirst();
    }

    private Outcome fallIll() {
        ill = true;
        city.providers().wechatPay().moods().always("place", SYSTEM_ERROR);
        city.providers().alipay().moods().always("place", SYSTEM_ERROR);
        city.providers().treasury().moods().always("place", SYSTEM_ERROR);
        return Outcome.done("各支付机构都下不了单", "no provider opens an order");
    }

    private Outcome heal() {
        ill = false;
        city.providers().wechatPay().moods().heal();
        city.providers().alipay().moods().heal();
        city.providers().treasury().moods().heal();
        Outcome done = carry(Mail.Carriage.PROMPT);
        city.providers().release();
        return done;
    }

    /** Compares the providers' bills of today with the city's book, and that with where the money of this kiosk is. */
    private Outcome reconcile() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
        List<Reconciliation> bills = city.reconcile(today);
        int differences =
                bills.stream().mapToInt(each -> each.differences().size()).sum();
        Balance balance = city.payments().balance(terminal, today);
        long taken = bills.stream().mapToLong(Reconciliation::takenFen).sum();
        long back = bills.stream().mapToLong(Reconciliation::refundedFen).sum();
        boolean agree = bills.size() == Means.values().length && differences == 0 && balance.holds();
        String sums = "+" + yuan(taken) + " −" + yuan(back);
        bill = agree
                ? Text.of("相符 " + sums, "they agree " + sums)
                : Text.of(differences + " 处不符 " + sums, differences + " differences " + sums);
        return new Outcome.Done(bill);
    }

    private Optional<Order> payable() {
        return city.payments().payable(terminal).stream().findFirst();
    }

    private Optional<String> code() {
        return payable().map(Order::code);
    }

    private static Fact fact(Movement movement) {
        String time = TIME.format(movement.at().atZone(ZoneId.systemDefault()));
        return new Fact(
                Text.same(time + " " + movement.means().title().zh()),
                (movement.back() ? "退回 +" : "−") + yuan(movement.fen()) + " " + movement.what());
    }

    private static String said(Mail.Carriage carriage) {
        return switch (carriage) {
            case PROMPT -> "及时";
            case DOUBLE -> "每条两次";
            case HELD -> "压着不发";
            case LOST -> "丢失";
        };
    }

    private static String yuan(long fen) {
        return "¥" + BigDecimal.valueOf(fen, 2).toPlainString();
    }
}
