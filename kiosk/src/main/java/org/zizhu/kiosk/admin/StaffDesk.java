package org.zizhu.kiosk.admin;

import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.Supply;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.kiosk.identity.staff.StaffMember;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.visit.Closures;
import org.zizhu.kiosk.visit.Desk;
import org.zizhu.kiosk.visit.ServiceState;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;

/** Where staff who have signed in see how the unit is, and do what their role may. It is theirs while the card is in. */
final class StaffDesk {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private final Unit unit;
    private final StaffMember member;
    private final ServiceState service;
    private final String transaction;
    private final Supplies supplies;
    private final DeviceWords words = new DeviceWords();
    private final StaffTalk talk;
    private final ExchangeTalk exchange;
    private final DoubtTalk doubts;

    StaffDesk(
            Unit unit, Desk desk, StaffMember member, ServiceState service, ChipCardReader reader, String transaction) {
        this.unit = unit;
        this.member = member;
        this.service = service;
        this.transaction = transaction;
        this.supplies = new Supplies(unit.journal(), unit.cabinet(), unit.clock(), unit::stockWarning);
        this.talk = new StaffTalk(desk, reader);
        this.exchange = new ExchangeTalk(unit, talk, member);
        this.doubts = new DoubtTalk(unit, talk, member);
    }

    /** Serves until they sign out (true), or pull the card. */
    boolean serve() throws VisitOver {
        while (true) {
            Optional<Action> action = choose(this::menu);
            if (action.isEmpty()) {
                return false;
            }
            if (action.get() instanceof Action.Back) {
                return true;
            }
            Optional<Deed> deed = deed(action.get());
            if (deed.isPresent() && !perform(deed.get())) {
                return false;
            }
        }
    }

    private Optional<Deed> deed(Action action) {
        return action instanceof Action.ChooseDeed chosen
                ? deeds().stream()
                        .filter(deed -> deed.keyword().equals(chosen.deed()))
                        .findFirst()
                : Optional.empty();
    }

    /** Does it; false when the card was pulled meanwhile. */
    private boolean perform(Deed deed) throws VisitOver {
        return switch (deed) {
            case DEVICES -> choose(this::devices).isPresent();
            case TAKE_OUT -> takeOut();
            case PUT_BACK -> {
                service.putBack(transaction, member.certificate());
                yield true;
            }
            case PAPER_LOADED -> load(deed, Supply.PAPER);
            case ROLL_LOADED -> load(deed, Supply.RECEIPT_ROLL);
            case EXCHANGE -> untilPulled(exchange::run);
            case DOUBTS -> untilPulled(doubts::run);
        };
    }

    /** Something that is over when the card comes out. */
    @FunctionalInterface
    private interface Work {
        void run() throws VisitOver, CardPulled;
    }

    private static boolean untilPulled(Work work) throws VisitOver {
        try {
            work.run();
            return true;
        } catch (CardPulled pulled) {
            return false;
        }
    }

    private boolean takeOut() throws VisitOver {
        Optional<Action> action = choose(StaffDesk::reasons);
        Arrays.stream(ServiceState.Reason.values())
                .filter(reason -> action.equals(Optional.of(new Action.ChooseDeed(reason.keyword()))))
                .findFirst()
                .ifPresent(reason -> service.takeOut(transaction, member.certificate(), reason));
        return action.isPresent();
    }

    private boolean load(Deed deed, Supply supply) throws VisitOver {
        int full = Supplies.full(supply);
        Screen question = new Screen.Confirmation(
                deed.title(),
                Text.of("确认后，余量从满重新计数。", "When you agree, the count starts again from full."),
                List.of(new Screen.Line(words.supply(supply), amount(full, full))),
                List.of(
                        Choice.plain("返回", "Back", new Action.Back()),
                        Choice.strong("确认装满", "It is full", new Action.Confirm())));
        Optional<Action> action = choose(() -> question);
        if (action.isPresent() && action.get() instanceof Action.Confirm) {
            Map<String, String> facts = Map.of(
                    "supply", supply.name(), "amount", String.valueOf(full), "certificate", member.certificate());
            unit.journal().append(transaction, Entry.Step.LOAD, Phase.INTENT, facts);
            unit.journal().loaded(supply, full);
            unit.journal().append(transaction, Entry.Step.LOAD, Phase.DONE, facts);
        }
        return action.isPresent();
    }

    private Optional<Action> choose(Supplier<Screen> screen) throws VisitOver {
        return talk.choose(screen);
    }

    private List<Deed> deeds() {
        boolean out = service.out().isPresent();
        return Arrays.stream(Deed.values())
                .filter(deed -> deed.allowed(member))
                .filter(deed -> deed != (out ? Deed.TAKE_OUT : Deed.PUT_BACK))
                .filter(deed -> deed != Deed.EXCHANGE || exchange.possible())
                .filter(deed -> deed != Deed.DOUBTS || !doubts.waiting().isEmpty())
                .toList();
    }

    private Screen menu() {
        List<Screen.Line> state = new ArrayList<>();
        state.add(line("服务", "Service", service()));
        state.add(line("设备", "Devices", devicesInShort()));
        state.add(line(
                "平台",
                "Platform",
                unit.availability().platformReachable()
                        ? Text.of("已连通", "reachable")
                        : Text.of("连不上", "not reachable")));
        state.add(line(
                "未了结的业务",
                "Open transactions",
                Text.same(String.valueOf(unit.journal().open().size()))));
        exchange.unfinished().ifPresent(state::add);
        int waiting = doubts.waiting().size();
        if (waiting > 0) {
            state.add(line("存疑业务", "Open questions", Text.of(waiting + " 件等人核实", waiting + " wait for a person")));
        }
        for (Supplies.Level level : supplies.levels()) {
            state.add(new Screen.Line(words.supply(level.supply()), left(level)));
        }
        return new Screen.StaffMenu(
                title(),
                state,
                deeds().stream().map(Deed::shown).toList(),
                List.of(Choice.plain("退出登录", "Sign out", new Action.Back())));
    }

    private Text title() {
        List<Text> titles = new ArrayList<>();
        for (StaffRole role : member.inOrder()) {
            titles.add(role.title());
        }
        return Text.of(
                String.join("、", titles.stream().map(Text::chinese).toList()),
                String.join(", ", titles.stream().map(Text::english).toList()));
    }

    private Text service() {
        Optional<Text> centre = unit.centre().closures().unit().map(StaffDesk::closedByCentre);
        return service.out().isEmpty() && centre.isPresent() ? centre.get() : byStaff();
    }

    private static Text closedByCentre(Closures.Closed closed) {
        String since = MOMENT.format(closed.since().atZone(Unit.ZONE));
        return Text.of(
                "中心已关闭：" + closed.reason() + "（" + since + " 起）",
                "closed by the centre: " + closed.reason() + ", since " + since);
    }

    private Text byStaff() {
        return service.out()
                .map(out -> {
                    String since = MOMENT.format(out.since().atZone(Unit.ZONE));
                    return Text.of(
                            "暂停：" + out.reason().title().chinese() + "（" + since + " 起）",
                            "out: " + out.reason().title().english() + ", since " + since);
                })
                .orElse(Text.of("正常", "in service"));
    }

    private Text devicesInShort() {
        List<Device> all = unit.cabinet().devices();
        long ill = all.stream().filter(device -> !device.status().usable()).count();
        return ill == 0
                ? Text.of(all.size() + " 台全部正常", "all " + all.size() + " work")
                : Text.of(all.size() + " 台中 " + ill + " 台不能用", ill + " of " + all.size() + " not usable");
    }

    private Text left(Supplies.Level level) {
        return level.count().map(StaffDesk::forecast).orElseGet(() -> words.level(level.sensed()));
    }

    /** How much there is, and for how many days. */
    private static Text forecast(Supplies.Count count) {
        Text amount = amount(count.left(), count.capacity());
        if (count.hoursLeft().isEmpty()) {
            return amount;
        }
        long days = count.hoursLeft().getAsLong() / Duration.ofDays(1).toHours();
        return days == 0
                ? Text.of(amount.chinese() + "，不到 1 天", amount.english() + ", less than a day")
                : Text.of(amount.chinese() + "，约 " + days + " 天", amount.english() + ", some " + days + " days");
    }

    private static Text amount(long left, long of) {
        return Text.of(left + " / " + of + " 张", left + " of " + of);
    }

    private Screen devices() {
        return new Screen.Records(
                Deed.DEVICES.title(),
                List.of(),
                List.of(Text.of("设备", "Device"), Text.of("状态", "State"), Text.of("原因", "Reasons")),
                unit.cabinet().devices().stream()
                        .map(device -> List.of(
                                words.name(device), words.state(device.status()), words.reasons(device.status())))
                        .toList(),
                List.of(Choice.strong("返回", "Back", new Action.Back())));
    }

    private static Screen reasons() {
        return new Screen.StaffMenu(
                Text.of("为什么暂停服务？", "Why out of service?"),
                List.of(),
                Arrays.stream(ServiceState.Reason.values())
                        .map(reason -> new Screen.StaffDeed(reason.keyword(), "pause", reason.title(), reason.told()))
                        .toList(),
                List.of(Choice.plain("返回", "Back", new Action.Back())));
    }

    private static Screen.Line line(String chinese, String english, Text value) {
        return new Screen.Line(Text.of(chinese, english), value);
    }
}
