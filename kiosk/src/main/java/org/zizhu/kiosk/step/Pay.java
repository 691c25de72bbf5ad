package org.zizhu.kiosk.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.payment.Bill;
import org.zizhu.kiosk.payment.Purse;
import org.zizhu.kiosk.payment.Yuan;
import org.zizhu.kiosk.platform.PaymentOrder.Means;
import org.zizhu.kiosk.platform.PaymentPlatform.Due;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Has the citizen pay what they chose, or the item's fee: amount and payee are told before any code is shown. What is entered at the platform is
 * done with it; for anything else the payment stays open until it was given.
 */
public final class Pay implements Step {

    @Override
    public Next perform(Matter matter) throws VisitOver {
        Bill bill = matter.purse().bill().orElseGet(() -> fee(matter.item()));
        while (true) {
            Optional<Means> means = choose(matter, bill);
            if (means.isEmpty()) {
                return Next.LEAVE;
            }
            Payment.Ended ended = new Payment(matter, bill, means.get()).run();
            if (ended instanceof Payment.Ended.Paid paid) {
                return paid(matter, paid.payment());
            }
            if (ended instanceof Payment.Ended.NotKnown unknown) {
                new ReceiptTalk(matter).claimSlip(unknown.transaction(), bill, Text.of("正在核实", "Being checked"));
                TroubleTalk.tell(matter, "payment-unknown");
                return Next.LEAVE;
            }
            if (!TroubleTalk.wantsRetry(matter, ((Payment.Ended.NotPaid) ended).code())) {
                return Next.LEAVE;
            }
        }
    }

    private static Next paid(Matter matter, Purse.Payment payment) throws VisitOver {
        if (payment.bill().gives() == Bill.Gives.ENTRY) {
            matter.purse().settle(matter.unit().journal(), matter.unit().context(matter.item(), payment.transaction()));
            ShowPaid.to(matter, payment);
        }
        return Next.GO_ON;
    }

    private static Bill fee(Item item) {
        Item.Fee fee = item.fee();
        if (fee == null) {
            throw new IllegalStateException(item.id() + " has nothing to pay");
        }
        return new Bill(Bill.Gives.THING, List.of(new Due(fee.fen(), fee.payee(), fee.what())), fee.means());
    }

    private static Optional<Means> choose(Matter matter, Bill bill) throws VisitOver {
        Screen screen = new Screen.ChooseMeans(
                Text.of("请核对金额并选择付款方式", "Check the amount and choose how to pay"),
                bill.dues().stream()
                        .map(due -> new Screen.Line(due.what(), Yuan.of(due.fen())))
                        .toList(),
                Yuan.of(bill.fen()),
                Yuan.inWords(bill.fen()),
                bill.payee(),
                tiles(bill.means()),
                List.of(Choice.plain("返回", "Back", new Action.Back())));
        while (true) {
            Action action = matter.desk().ask(screen);
            if (action instanceof Action.Back) {
                return Optional.empty();
            }
            if (action instanceof Action.ChooseMeans chosen) {
                Optional<Means> means = bill.means().stream()
                        .filter(one -> one.name().equals(chosen.means()))
                        .findFirst();
                if (means.isPresent()) {
                    return means;
                }
            }
        }
    }

    private static List<Screen.MeansTile> tiles(List<Means> means) {
        List<Screen.MeansTile> tiles = new ArrayList<>();
        for (Means one : means) {
            tiles.add(new Screen.MeansTile(one.name(), name(one), caption(one), icon(one)));
        }
        return tiles;
    }

    static Text name(Means means) {
        return switch (means) {
            case WECHAT_PAY -> Text.of("微信支付", "WeChat Pay");
            case ALIPAY -> Text.of("支付宝", "Alipay");
            case NON_TAX -> Text.of("非税缴款码", "Fiscal payment code");
        };
    }

    private static Text caption(Means means) {
        return switch (means) {
            case WECHAT_PAY -> Text.of("用微信“扫一扫”", "Scan with WeChat");
            case ALIPAY -> Text.of("用支付宝“扫一扫”", "Scan with Alipay");
            case NON_TAX -> Text.of("用手机银行、微信或支付宝扫缴款码", "Scan with a banking app, WeChat or Alipay");
        };
    }

    static String icon(Means means) {
        return switch (means) {
            case WECHAT_PAY -> "wechat-pay";
            case ALIPAY -> "alipay";
            case NON_TAX -> "non-tax";
        };
    }
}
