package org.zizhu.kiosk.step;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.payment.Bill;
import org.zizhu.kiosk.payment.PaymentRecord;
import org.zizhu.kiosk.payment.Purse;
import org.zizhu.kiosk.payment.Yuan;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.PaymentOrder;
import org.zizhu.kiosk.platform.PaymentPlatform.Due;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.Slip;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.step.Showing.Outcome;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Whoever brings the slip (凭条) of what could not be finished, here or at another kiosk, or has said who they are, is told how it stands, and
 * has it finished: entered, given again, or paid back. The platform lets one kiosk at a time do so, and what is given is a matter like any other, paid for already. A
 * crash anywhere in here is settled by {@code org.zizhu.kiosk.recovery}.
 */
final class FinishSlip {

    /** Before them comes what a slip has behind it. */
    private static final Set<Item.Step> DONE_BEFORE =
            EnumSet.of(Item.Step.IDENTIFY, Item.Step.CHOOSE_DUES, Item.Step.CHOOSE_DUES_OF_HOUSEHOLD, Item.Step.PAY);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Matter matter;
    private final String number;
    private final PaymentRecord record;

    FinishSlip(Matter matter, String number) {
        this.matter = matter;
        this.number = number;
        this.record = new PaymentRecord(matter.unit().journal());
    }

    /** The same by a code that the platform has signed. */
    static Optional<Outcome> signed(Matter matter, byte[] code) throws VisitOver {
        QrVerdict looked = matter.unit().codes().look(code, Set.of(QrKind.CLAIM_SLIP));
        if (looked instanceof QrVerdict.Refused refused) {
            return Recognition.after(TroubleTalk.askFor(matter, refused.why().code(), false));
        }
        return new FinishSlip(matter, ((QrVerdict.Accepted) looked).claims().subject()).perform();
    }

    /**
     * Whoever has just said who they are is offered to have finished what they have paid and may not have got, also where no slip could be
     * given them, or they have lost it. Nothing is said of what can't be looked at now, or is not known yet to the platform.
     *
     * @return whether something was finished, so that they may want nothing else any more
     */
    static boolean offer(Matter matter) throws VisitOver {
        Optional<Identity> identity = matter.citizen().identity();
        if (identity.isEmpty()
                || matter.citizen().agent().isPresent()
                || matter.unit().journal().waitingMessages() > 0) {
            return false;
        }
        boolean finished = false;
        for (String number : identity.get().session().unfinished()) {
            FinishSlip unfinished = new FinishSlip(matter, number);
            if (matter.citizen().isOffered(number)
                    && unfinished.look() instanceof Answer.Given<Slip> given
                    && isOpen(given.value())
                    && given.value().place() != Slip.Place.ELSEWHERE) {
                finished |= unfinished.resume(given.value()).equals(Optional.of(Outcome.SHOWN));
            }
        }
        return finished;
    }

    Optional<Outcome> perform() throws VisitOver {
        Answer<Slip> answer = look();
        if (!(answer instanceof Answer.Given<Slip> given)) {
            return trouble(answer);
        }
        Slip slip = given.value();
        if (!isOpen(slip)) {
            matter.desk().ask(standing(slip));
            return Optional.of(Outcome.SHOWN);
        }
        if (slip.place() == Slip.Place.ELSEWHERE) {
            return Recognition.after(TroubleTalk.askFor(matter, "slip-taken", false));
        }
        return resume(slip);
    }

    private Answer<Slip> look() {
        matter.desk()
                .show(new Screen.Working(
                        Text.of("正在查询没有办完的事", "Looking up what is unfinished"),
                        List.of(Text.of("向政务平台查询", "The platform is asked")),
                        0));
        return matter.desk().await(matter.unit().payments().lookAtSlip(matter.context(), number));
    }

    private static boolean isOpen(Slip slip) {
        return !slip.settled()
                && !slip.inQuestion()
                && !slip.open().isEmpty()
                && slip.order().paidAt() != null;
    }

    private Optional<Outcome> resume(Slip slip) throws VisitOver {
        Optional<Item> item = matter.unit().catalogue().items().stream()
                .filter(candidate -> candidate.code().equals(slip.itemCode()))
                .findFirst();
        Optional<Bill.Gives> wanted = ask(slip, item);
        if (wanted.isEmpty()) {
            return Optional.of(Outcome.BACK);
        }
        return finish(item.orElse(matter.item()), wanted.get());
    }

    private Optional<Outcome> trouble(Answer<?> answer) throws VisitOver {
        String code = answer instanceof Answer.Failed ? "slip-offline" : answer.code();
        return Recognition.after(TroubleTalk.askFor(matter, answer, code, false));
    }

    /** What they want; empty when they go back. */
    private Optional<Bill.Gives> ask(Slip slip, Optional<Item> item) throws VisitOver {
        Bill.Gives gives = item.map(Item::owed).isPresent() ? Bill.Gives.ENTRY : Bill.Gives.THING;
        Optional<String> closed = item.isEmpty()
                ? Optional.of("slip-other-item")
                : matter.unit().availability().closed(item.get());
        boolean inDoubt = slip.inDoubt();
        List<Choice> choices = new ArrayList<>();
        if (closed.isEmpty()) {
            choices.add(Choice.strong("继续办理", "Finish it", new Action.Confirm()));
        }
        if (!inDoubt) {
            // Of what may have been given, a person decides.
            choices.add(Choice.plain("退款", "Refund", new Action.Decline()));
        }
        choices.add(Choice.plain("返回", "Back", new Action.Back()));
        Text words = closed.map(code -> matter.unit().troubles().words(code).what())
                .orElseGet(() -> explanation(gives, inDoubt));
        Screen screen =
                new Screen.Confirmation(Text.of("这件事还没有办完", "This is not finished yet"), words, lines(slip), choices);
        while (true) {
            Action action = matter.desk().ask(screen);
            if (action instanceof Action.Confirm && closed.isEmpty()) {
                return Optional.of(gives);
            } else if (action instanceof Action.Decline && !inDoubt) {
                return Optional.of(Bill.Gives.MONEY);
            } else if (action instanceof Action.Back) {
                return Optional.empty();
            }
        }
    }

    private static Text explanation(Bill.Gives gives, boolean inDoubt) {
        if (gives == Bill.Gives.ENTRY) {
            return Text.of(
                    "钱已收到，还没有入账。继续办理，马上入账。",
                    "Your money has come and is not entered yet. Finish it, and it is entered at once.");
        }
        return inDoubt
                ? Text.of(
                        "您付过款，不能确定是否已经拿到。没有拿到的，现在补办，不用再付款。",
                        "You have paid, and it is not certain that you got it. If you did not, you get it now and pay nothing.")
                : Text.of("您付过款，还没有拿到。现在继续办理，不用再付款。", "You have paid and not got it. You get it now and pay nothing.");
    }

    private Optional<Outcome> finish(Item item, Bill.Gives gives) throws VisitOver {
        Matter again = new Matter(
                matter.unit(),
                matter.desk(),
                item,
                matter.citizen(),
                matter.unit().identities().get());
        // What is given may be personal; money goes to nobody but whoever has paid it.
        boolean theirs = gives == Bill.Gives.THING && item.identifies();
        if (theirs && new Identify().perform(again) == Step.Next.LEAVE) {
            return Optional.of(Outcome.BACK);
        }
        Optional<Session> session = theirs ? matter.citizen().identity().map(Identity::session) : Optional.empty();
        Answer<Purse.Payment> taken = take(item, gives, session.orElse(null));
        if (!(taken instanceof Answer.Given<Purse.Payment> payment)) {
            if (taken.code().equals("session-expired")) {
                matter.citizen().sessionExpired();
            }
            return trouble(taken);
        }
        again.purse().paid(payment.value());
        if (gives == Bill.Gives.ENTRY) {
            SettleMoney.of(again);
            ShowPaid.to(again, payment.value());
        } else {
            Steps.perform(again, kind -> gives == Bill.Gives.THING && !DONE_BEFORE.contains(kind));
        }
        return Optional.of(Outcome.SHOWN);
    }

    /** Has the platform leave it to this unit, in a transaction of its own. */
    private Answer<Purse.Payment> take(Item item, Bill.Gives gives, @Nullable Session session) {
        Journal journal = matter.unit().journal();
        String transaction = matter.unit().identities().get();
        CallContext context = matter.unit().context(item, transaction);
        record.takes(transaction, item.id(), number, gives);
        Answer<Slip> answer = matter.desk().await(matter.unit().payments().takeSlip(context, session, number));
        if (answer instanceof Answer.Refused<Slip> refused) {
            record.notTaken(transaction, refused.code());
            return new Answer.Refused<>(refused.code(), refused.message());
        }
        if (answer instanceof Answer.Failed<Slip> failed) {
            record.letGo(journal.reread(transaction, item.id()), context);
            return new Answer.Failed<>(failed.why());
        }
        Slip slip = ((Answer.Given<Slip>) answer).value();
        List<PaymentOrder.Line> open = slip.open();
        if (open.isEmpty() || slip.order().paidAt() == null) {
            // Since it was looked at, it was settled elsewhere.
            record.letGo(journal.reread(transaction, item.id()), context);
            return new Answer.Refused<>(
                    "line-settled",
                    matter.unit().troubles().words("line-settled").what());
        }
        record.taken(
                transaction,
                slip.order().number(),
                open.stream().map(PaymentOrder.Line::index).toList());
        Bill bill = new Bill(
                gives,
                open.stream()
                        .map(line -> new Due(line.fen(), line.payee(), line.what()))
                        .toList(),
                List.of(slip.order().means()));
        return new Answer.Given<>(new Purse.Payment(
                transaction,
                item.id(),
                slip.order().number(),
                bill,
                number,
                slip.order().receipt()));
    }

    /** How it stands where there is nothing to do. */
    private Screen standing(Slip slip) {
        if (slip.inQuestion()) {
            return told(
                    slip,
                    Text.of("这笔付款要由工作人员核实", "Staff have to look into this payment"),
                    Text.of(
                            "在那之前不能办理，也不能退款。请拨打屏幕下方的电话，并保留付款记录。",
                            "Until then nothing can be given for it or paid back. Please call the number below, and keep your"
                                    + " payment record."));
        }
        Text heading =
                switch (slip.order().state()) {
                    case DELIVERED -> Text.of("这件事已经办完", "This is finished");
                    case REFUNDING -> Text.of("钱正在原路退回", "Your money is on its way back");
                    case REFUNDED -> Text.of("钱已经原路退回", "Your money has gone back to you");
                    case CLOSED -> Text.of("没有收到付款", "No payment has come");
                    case CREATED, PAYING, CLOSING, PAID, HELD ->
                        Text.of("付款还在核实", "The payment is still being checked");
                };
        Text words =
                switch (slip.order().state()) {
                    case REFUNDING ->
                        Text.of(
                                "一般几分钟内退到付款的账户，不用再做什么。",
                                "It is usually there within minutes, and you need not do anything.");
                    case CREATED, PAYING, CLOSING, PAID, HELD ->
                        Text.of("请几分钟后再来扫一次。", "Please scan the slip again in some minutes.");
                    case DELIVERED, REFUNDED, CLOSED ->
                        Text.of(
                                "不用再办什么。有疑问请拨打屏幕下方的电话。",
                                "There is nothing more to do. If in doubt, call the number below.");
                };
        return told(slip, heading, words);
    }

    private Screen told(Slip slip, Text heading, Text words) {
        return new Screen.Confirmation(
                heading, words, lines(slip), List.of(Choice.strong("知道了", "OK", new Action.Confirm())));
    }

    private List<Screen.Line> lines(Slip slip) {
        List<Screen.Line> lines = new ArrayList<>();
        Text name = matter.unit().catalogue().items().stream()
                .filter(item -> item.code().equals(slip.itemCode()))
                .map(Item::name)
                .findFirst()
                .orElse(Text.same(slip.itemName()));
        lines.add(new Screen.Line(Text.of("事项", "Service"), name));
        lines.add(new Screen.Line(Text.of("金额", "Amount"), Yuan.of(slip.order().fen())));
        if (slip.order().paidAt() != null) {
            lines.add(new Screen.Line(
                    Text.of("付款时间", "Paid at"),
                    Text.same(MOMENT.format(slip.order().paidAt().atZone(Unit.ZONE)))));
        }
        return lines;
    }
}
