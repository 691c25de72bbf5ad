package org.zizhu.kiosk.admin;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.kiosk.identity.staff.StaffMember;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.stock.Balance;
import org.zizhu.kiosk.stock.ExchangeBook;
import org.zizhu.kiosk.stock.ExchangeBook.Bracket;
import org.zizhu.kiosk.stock.ExchangeBook.Count;
import org.zizhu.kiosk.stock.ExchangeBook.Outcome;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.SerialRange;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Staff count what is in a store, empty its bin, and load (清机、装卡). A bracket that somebody left open is found here by the next one, with
 * the count if there was one.
 */
final class ExchangeTalk {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    /** Of pieces. */
    private static final int COUNT_DIGITS = 4;

    /** Of a blank's number. */
    private static final int NUMBER_DIGITS = 12;

    /** A screen has no room for more. */
    private static final int MOST_RANGES_SHOWN = 3;

    private static final Text HOW_MANY = Text.of("没有就输入 0", "Type 0 for none");

    private static final Text WHICH = Text.of("请输入印在上面的全部数字", "Type all digits as they are printed");

    private final StaffTalk talk;
    private final StaffMember member;
    private final List<Store> stores;
    private final ExchangeBook book;
    private final Ledger ledger;

    ExchangeTalk(Unit unit, StaffTalk talk, StaffMember member) {
        this.talk = talk;
        this.member = member;
        this.stores = Store.of(unit.cabinet());
        this.book = new ExchangeBook(unit.journal(), unit.identities());
        this.ledger = new Ledger(unit.journal());
    }

    void run() throws VisitOver, CardPulled {
        Optional<Store> store = choose();
        while (store.isPresent()) {
            exchange(store.get());
            store = stores.size() > 1 ? choose() : Optional.empty();
        }
    }

    private Optional<Store> choose() throws VisitOver, CardPulled {
        if (stores.size() == 1) {
            return Optional.of(stores.get(0));
        }
        Action action = talk.ask(new Screen.StaffMenu(
                Deed.EXCHANGE.title(),
                List.of(),
                stores.stream()
                        .map(store -> new Screen.StaffDeed(store.id(), "exchange", store.name(), caption(store)))
                        .toList(),
                List.of(Choice.plain("返回", "Back", new Action.Back()))));
        return stores.stream()
                .filter(store -> action.equals(new Action.ChooseDeed(store.id())))
                .findFirst();
    }

    private Text caption(Store store) {
        return book.open(store).isPresent()
                ? Text.of("清点还没有完成", "The count is not finished")
                : Text.of(
                        "账上 " + ledger.balance(store).left() + " 张",
                        ledger.balance(store).left() + " in the books");
    }

    private void exchange(Store store) throws VisitOver, CardPulled {
        Optional<Bracket> open = book.open(store);
        Action action = open.flatMap(Bracket::disputed).isPresent()
                ? talk.ask(disputed(open.get()))
                : talk.ask(start(store, open));
        if (action instanceof Action.Agree && open.isPresent()) {
            tell(store, book.agree(open.get(), member.certificate()));
        } else if (action instanceof Action.Decline && open.isPresent()) {
            book.giveUp(open.get(), member.certificate());
        } else if (action instanceof Action.Confirm) {
            count(book.begin(store, member.certificate()));
        }
    }

    private Screen start(Store store, Optional<Bracket> open) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.plain("返回", "Back", new Action.Back()));
        if (open.isPresent()) {
            choices.add(Choice.plain("放弃", "Give up", new Action.Decline()));
        }
        choices.add(Choice.strong(
                open.isPresent() ? "继续清点" : "开始清点", open.isPresent() ? "Go on" : "Start", new Action.Confirm()));
        Text words = open.map(bracket -> {
                    String since = MOMENT.format(bracket.since().atZone(Unit.ZONE));
                    return Text.of(
                            since + " 开始的清点没有完成，请重新清点。",
                            "A count begun at " + since + " was not finished. Please count again.");
                })
                .orElse(Text.of("请先清点剩余，取出回收箱，再装填。", "Count what is left, empty the bin, then load."));
        return new Screen.Confirmation(store.name(), words, books(ledger.balance(store)), choices);
    }

    private static List<Screen.Line> books(Balance books) {
        return List.of(
                line("账上剩余", "Left, by the books", books.left()),
                line("回收箱", "In the bin", books.binned()),
                line("已领走", "Taken", books.taken()),
                line("在办", "Under way", books.underWay()),
                line("累计装入", "Loaded in all", books.loaded()));
    }

    private Screen disputed(Bracket bracket) {
        ExchangeBook.Dispute dispute = bracket.disputed().orElseThrow();
        boolean other = !bracket.certificate().equals(member.certificate());
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.plain("返回", "Back", new Action.Back()));
        choices.add(Choice.plain("重新清点", "Count again", new Action.Confirm()));
        if (other) {
            choices.add(Choice.strong("确认差异", "Agree", new Action.Agree()));
        }
        return new Screen.Confirmation(
                bracket.store().name(),
                other
                        ? Text.of(
                                "您的同事清点的数目和账上不同。请您看过实物再确认。",
                                "A colleague's count differs from the books. Please look for yourself before you agree.")
                        : Text.of(
                                "数目和账上不同，要由另一名物料管理员插卡确认，或者由中心核准。",
                                "The count differs from the books. Another stock keeper has to agree with their card, or the"
                                        + " centre from afar."),
                compared(bracket.store(), dispute.count(), dispute.expectedLeft(), dispute.expectedBinned()),
                choices);
    }

    private void count(Bracket bracket) throws VisitOver, CardPulled {
        Store store = bracket.store();
        Balance books = ledger.balance(store);
        Optional<Integer> left = pieces(store, "装填之前，里面还有多少张？", "How many are in it, before you load?");
        if (left.isEmpty()) {
            return;
        }
        // More than fit are refused in the end.
        boolean differs = left.get() != books.left() && left.get() <= store.capacity();
        Optional<List<SerialRange>> there =
                store.numbered() && differs ? ranges(store, left.get()) : Optional.of(List.of());
        if (there.isEmpty()) {
            return;
        }
        Optional<Integer> binned = pieces(store, "从回收箱里取出了多少张？", "How many did you take out of the bin?");
        if (binned.isEmpty()) {
            return;
        }
        Optional<Integer> loaded = pieces(store, "这次装入多少张？", "How many do you load now?");
        if (loaded.isEmpty()) {
            return;
        }
        Optional<String> first = Optional.empty();
        if (store.numbered() && loaded.get() > 0) {
            first = printed(store, "装入的最小号码是多少？", "What is the lowest number that you load?");
            if (first.isEmpty()) {
                return;
            }
        }
        Count count = new Count(left.get(), there.get(), binned.get(), loaded.get(), first);
        Action action = talk.ask(new Screen.Confirmation(
                store.name(),
                Text.of("请核对，然后确认。", "Please check, then confirm."),
                compared(store, count, books.left(), books.binned()),
                List.of(
                        Choice.plain("返回", "Back", new Action.Back()),
                        Choice.strong("确认", "Confirm", new Action.Confirm()))));
        if (action instanceof Action.Confirm) {
            tell(store, book.count(bracket, count, member.certificate()));
        }
    }

    /** What numbers are in it, range by range, for a sheet out of another box may lie among them; empty when they go back. */
    private Optional<List<SerialRange>> ranges(Store store, int left) throws VisitOver, CardPulled {
        List<SerialRange> ranges = new ArrayList<>();
        int rest = left;
        while (rest > 0) {
            Optional<String> first = ranges.isEmpty()
                    ? printed(store, "里面最小的号码是多少？", "What is the lowest number in it?")
                    : printed(store, "其余里面最小的号码是多少？", "What is the lowest number of the others?");
            Optional<Integer> many = first.isEmpty() ? Optional.empty() : inARow(store, first.get(), rest);
            if (many.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(new SerialRange(first.get(), many.get()));
            rest -= many.get();
        }
        return Optional.of(ranges);
    }

    /** How many follow each other; asked again until it can be. */
    private Optional<Integer> inARow(Store store, String first, int most) throws VisitOver, CardPulled {
        Optional<Integer> many = most == 1 ? Optional.of(1) : Optional.empty();
        while (many.isEmpty() || many.get() < 1 || many.get() > most) {
            many = talk.number(
                            store.name(),
                            Text.of("从 " + first + " 起有多少张连号？", "How many follow each other from " + first + "?"),
                            Text.of("1 到 " + most, "1 to " + most),
                            "",
                            COUNT_DIGITS)
                    .map(Integer::parseInt);
            if (many.isEmpty()) {
                return Optional.empty();
            }
        }
        return many;
    }

    private Optional<Integer> pieces(Store store, String chinese, String english) throws VisitOver, CardPulled {
        return talk.number(store.name(), Text.of(chinese, english), HOW_MANY, "", COUNT_DIGITS)
                .map(Integer::parseInt);
    }

    private Optional<String> printed(Store store, String chinese, String english) throws VisitOver, CardPulled {
        return talk.number(store.name(), Text.of(chinese, english), WHICH, letters(store), NUMBER_DIGITS);
    }

    /** Blanks of one kind have the same letters; those of the first are told by whoever printed them. */
    private String letters(Store store) {
        return ledger.numbers(store).places().keySet().stream()
                .findFirst()
                .map(number -> number.replaceAll("[0-9]+$", ""))
                .orElse(store.letters());
    }

    private List<Screen.Line> compared(Store store, Count count, long expectedLeft, long expectedBinned) {
        List<Screen.Line> lines = new ArrayList<>();
        lines.add(compared("剩余", "Left", count.left(), expectedLeft));
        ExchangeBook.ByNumber byNumber = book.byNumber(store, count);
        if (!byNumber.missing().isEmpty() || !byNumber.strange().isEmpty()) {
            int missing = byNumber.missing().size();
            int strange = byNumber.strange().size();
            lines.add(new Screen.Line(
                    Text.of("号码与账上", "By number"),
                    Text.of(
                            "缺 " + missing + " 张，多 " + strange + " 张",
                            missing + " missing, " + strange + " not in the books")));
        }
        lines.addAll(ranges(count.there()));
        lines.add(compared("回收箱", "Bin", count.binned(), expectedBinned));
        lines.add(line("装入", "Loaded", count.loaded()));
        count.first()
                .filter(number -> count.loaded() > 0)
                .ifPresent(number -> lines.add(range("装入号段", "Numbers loaded", number, count.loaded())));
        return lines;
    }

    private static List<Screen.Line> ranges(List<SerialRange> ranges) {
        List<Screen.Line> lines = new ArrayList<>();
        ranges.stream()
                .limit(MOST_RANGES_SHOWN)
                .forEach(range -> lines.add(range("剩余号段", "Numbers left", range.first(), range.count())));
        int more = ranges.size() - MOST_RANGES_SHOWN;
        if (more > 0) {
            lines.add(new Screen.Line(
                    Text.of("剩余号段", "Numbers left"), Text.of("另有 " + more + " 段", "and " + more + " more ranges")));
        }
        return lines;
    }

    private static Screen.Line range(String chinese, String english, String first, int count) {
        String last = count <= SerialRange.MOST ? new SerialRange(first, count).last() : "…";
        return new Screen.Line(Text.of(chinese, english), Text.same(count == 1 ? first : first + " – " + last));
    }

    private static Screen.Line compared(String chinese, String english, long counted, long expected) {
        long less = expected - counted;
        return new Screen.Line(
                Text.of(chinese, english),
                less == 0
                        ? Text.of(counted + " 张，相符", counted + ", as in the books")
                        : Text.of(
                                counted + " 张，账上 " + expected + "，" + (less > 0 ? "少 " : "多 ") + Math.abs(less),
                                counted + ", books " + expected + ": " + Math.abs(less)
                                        + (less > 0 ? " missing" : " too many")));
    }

    private static Screen.Line line(String chinese, String english, long pieces) {
        return new Screen.Line(Text.of(chinese, english), Text.of(pieces + " 张", "" + pieces));
    }

    private void tell(Store store, Outcome outcome) throws VisitOver, CardPulled {
        if (outcome instanceof Outcome.Closed) {
            talk.tell(
                    Text.of("清点完成", "The count is closed"),
                    Text.of("账目已经更新。", "The books say what you counted."),
                    books(ledger.balance(store)));
        } else if (outcome instanceof Outcome.SecondCardNeeded) {
            talk.tell(
                    Text.of("等待第二人确认", "A second person has to agree"),
                    Text.of(
                            "请另一名物料管理员插卡登录，在“清点与装填”里确认差异。在那之前清点不结束。",
                            "Please have another stock keeper sign in and agree, under Count and load. Until then the count"
                                    + " stays open."),
                    List.of());
        } else if (outcome instanceof Outcome.Refused refused) {
            talk.tell(Text.of("请重新清点", "Please count again"), why(refused.why()), List.of());
        }
    }

    private static Text why(ExchangeBook.Why why) {
        return switch (why) {
            case TOO_MANY -> Text.of("装不下这么多，请检查数目。", "So many don't fit. Please check the numbers.");
            case NUMBERS_KNOWN ->
                Text.of("这些号码已经登记过，请检查号段。", "These numbers are in the books already. Please check the range.");
            case NUMBERS_TWICE -> Text.of("号段有重叠，请检查。", "The ranges overlap. Please check them.");
            case BOOKS_MOVED -> Text.of("清点之后又有进出，请重新清点。", "Something has gone in or out since the count.");
            case SAME_CARD -> Text.of("要由另一张工作证确认。", "It has to be another card.");
        };
    }

    /** A store whose bracket is open, for the staff's first screen. */
    Optional<Screen.Line> unfinished() {
        return stores.stream()
                .filter(store -> book.open(store).isPresent())
                .map(store -> new Screen.Line(
                        Deed.EXCHANGE.title(),
                        Text.of(store.name().chinese() + "没有完成", store.name().english() + ": not finished")))
                .findFirst();
    }

    boolean possible() {
        return !stores.isEmpty();
    }
}
