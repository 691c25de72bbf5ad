package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedBankCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedChipCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedSlot;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.drivers.chipcard.emulator.PcscDaemon;
import org.zizhu.drivers.chipcard.emulator.VirtualReader;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.collection.Stocking;
import org.zizhu.platform.people.Card;
import org.zizhu.platform.people.Person;
import org.zizhu.platform.people.SocialCard;

/**
 * The chip card reader: a virtual one of the machine's real card service, which is started for it, and whose card is in it.
 * Where the card service can't be started, the gadget says why and the unit has a reader that is not there.
 */
final class ChipCardFixture implements Fixture {

    private static final String DEVICE = "chip-card-reader";

    /** In the middle of the seventeen commands that reading takes. */
    private static final int MID_READ = 9;

    private final EmulatedSlot slot;
    private final VirtualReader reader;
    private final List<Person> people;
    private final StaffCards staff;
    private final Duration patience;
    private @Nullable PcscDaemon service;
    private String whyNoService = "";
    private List<Fact> cardFacts = List.of();
    private @Nullable EmulatedStaffCard staffCard;
    private boolean plugged = true;
    private boolean hanging;

    /**
     * @param people whose cards can be put in, the usual one first
     * @param staff the cards of the unit's staff
     * @param patience for another bench or a test to give the card service back
     */
    ChipCardFixture(List<Person> people, StaffCards staff, RandomGenerator random, Duration patience)
            throws IOException {
        this.people = List.copyOf(people);
        this.staff = staff;
        this.patience = patience;
        this.slot = new EmulatedSlot(Imperfection.REAL, random);
        this.reader = new VirtualReader(slot);
        startService();
    }

    @Override
    public String id() {
        return "chip-card";
    }

    @Override
    public Group group() {
        return Group.CREDENTIALS;
    }

    @Override
    public Optional<String> device() {
        return Optional.of(DEVICE);
    }

    @Override
    public String wiring() {
        return "{ name: %s, driver: pc-sc, reader: \"%s\" }".formatted(DEVICE, PcscDaemon.READER);
    }

    @Override
    public synchronized Face face() {
        List<Fact> facts = new ArrayList<>(slot.occupied() ? cardFacts : List.of());
        if (!whyNoService.isEmpty()) {
            facts.add(new Fact(Text.of("原因", "because"), whyNoService));
        }
        return new Face(Text.of("社保卡读卡器", "Chip card reader · PC/SC"), mood(), state(), facts, buttons());
    }

    private boolean running() {
        return service != null && service.running();
    }

    private Mood mood() {
        if (!running() || !plugged) {
            return Mood.DOWN;
        }
        return hanging ? Mood.NEEDS_CARE : slot.occupied() ? Mood.BUSY : Mood.WELL;
    }

    private Text state() {
        if (!running()) {
            return Text.of("读卡服务未运行", "the card service does not run");
        } else if (!plugged) {
            return Text.of("线已拔出", "unplugged");
        } else if (hanging) {
            return Text.of("读卡器卡死", "the reader hangs");
        }
        return slot.occupied() ? Text.of("卡在卡槽里", "a card is in it") : Text.of("等待插卡", "waiting for a card");
    }

    private List<Button> buttons() {
        boolean works = running() && plugged;
        return List.of(
                Button.serve("insert", "插入社保卡", "insert a social security card", works)
                        .asking("谁的卡（空：第一位）", "whose card (empty: the first)"),
                Button.serve("staff", "插入工作证", "insert a staff card", works)
                        .asking("哪一张：" + staff.ids(), "which: " + staff.ids() + " (empty: the first)"),
                Button.serve("remove", "取走卡", "take the card", slot.occupied()),
                Button.harm("pull", "下次读到一半拔卡", "pull mid-read, next time", works),
                Button.harm("tear", "核对密码时拔卡", "pull while its PIN is checked", staffCard != null),
                Button.harm("mute", "插反的卡", "a card upside down", works),
                Button.harm("bank", "插入银行卡", "a bank card", works),
                Button.harm("hang", "读卡器卡死", "the reader hangs", works && !hanging),
                plugged
                        ? Button.harm("unplug", "拔线", "unplug", running())
                        : Button.heal("replug", "插回", "plug in again", true),
                running()
                        ? Button.harm("stop-service", "停止读卡服务", "stop the card service", true)
                        : Button.heal("start-service", "启动读卡服务", "start the card service", true),
                Button.heal("heal", "全部恢复", "heal", true));
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        try {
            return switch (button) {
                case "insert" -> insert(argument);
                case "staff" -> insertStaff(argument);
                case "tear" -> tear();
                case "remove" -> {
                    slot.remove();
                    staffCard = null;
                    yield Outcome.done("取走了卡", "took the card");
                }
                case "pull" -> {
                    slot.pullAtCommand(MID_READ);
                    yield Outcome.done("读到一半会拔卡", "the card is pulled mid-read");
                }
                case "mute" -> put(EmulatedChipCard.mute(), "插反的卡", "a card upside down");
                case "bank" -> put(new EmulatedBankCard(), "银行卡", "a bank card");
                case "hang" -> {
                    hanging = true;
                    slot.hang(true);
                    yield Outcome.done("读卡器卡死了", "the reader hangs");
                }
                case "unplug" -> plug(false);
                case "replug" -> plug(true);
                case "stop-service" -> {
                    stopService();
                    yield Outcome.done("停止了读卡服务", "stopped the card service");
                }
                case "start-service" -> startService();
                case "heal" -> {
                    hanging = false;
                    slot.heal();
                    yield running() && plugged ? Outcome.done("全部恢复了", "all is well again") : plug(true);
                }
                default -> Outcome.unknown(button);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.refused("被中断了", "interrupted");
        }
    }

    private Outcome insert(String who) {
        Optional<Person> found = who.isBlank()
                ? people.stream().findFirst()
                : people.stream()
                        .filter(one ->
                                one.id().equals(who) || one.card().number().equals(who))
                        .findFirst();
        if (found.isEmpty()) {
            return Outcome.refused("没有这个人", "there is no such person");
        }
        Person person = found.get();
        CardModel[] models = CardModel.values();
        CardModel model = models[Math.floorMod(person.id().hashCode(), models.length)];
        slot.insert(new EmulatedSocialSecurityCard(content(person), model));
        staffCard = null;
        cardFacts = List.of(
                new Fact(Text.of("卡上姓名", "name on the card"), person.card().knownName()),
                new Fact(Text.of("社会保障号码", "number"), person.card().number()),
                new Fact(Text.of("规范版本", "version"), model.version()));
        return Outcome.done("插入了社保卡", "inserted a social security card");
    }

    private Outcome insertStaff(String which) {
        Optional<StaffCards.Held> held = staff.named(which);
        if (held.isEmpty()) {
            return Outcome.refused("没有这张工作证", "there is no such staff card");
        }
        Text whose = held.get().whose();
        put(held.get().card(), whose.chinese(), whose.english());
        staffCard = held.get().card();
        cardFacts = List.of(
                new Fact(Text.of("工作证", "staff card"), whose.chinese() + " " + whose.english()),
                new Fact(Text.of("密码", "PIN"), StaffCards.PIN));
        return Outcome.done("插入了工作证：" + whose.chinese(), "inserted the staff card: " + whose.english());
    }

    private Outcome tear() {
        EmulatedStaffCard there = staffCard;
        if (there == null) {
            return Outcome.refused("卡槽里没有工作证", "there is no staff card in it");
        }
        there.tornAtNextPin(slot::remove);
        return Outcome.done("核对密码时会拔卡", "the card is pulled while its PIN is checked");
    }

    private Outcome put(EmulatedChipCard card, String chinese, String english) {
        slot.insert(card);
        staffCard = null;
        cardFacts = List.of(new Fact(Text.of("卡", "card"), chinese + " " + english));
        return Outcome.done("插入了" + chinese, "inserted " + english);
    }

    /** The card service knows no serial reader that comes and goes: it is restarted with the reader, or without. */
    private Outcome plug(boolean in) throws InterruptedException {
        plugged = in;
        stopService();
        Outcome started = startService();
        if (started instanceof Outcome.Refused) {
            return started;
        }
        return in ? Outcome.done("插回了读卡器", "plugged it in again") : Outcome.done("拔了读卡器的线", "unplugged it");
    }

    private void stopService() throws InterruptedException {
        if (service != null) {
            service.stop();
        }
    }

    private Outcome startService() {
        try {
            if (service == null) {
                service = PcscDaemon.start(reader, patience);
            }
            if (plugged) {
                service.start();
            } else {
                service.startWithoutReader();
            }
            whyNoService = "";
            return Outcome.done("启动了读卡服务", "started the card service");
        } catch (PcscDaemon.NotStarted e) {
            whyNoService = String.valueOf(e.getMessage());
            return Outcome.refused("读卡服务不能启动：" + whyNoService, "not started: " + whyNoService);
        } catch (IOException e) {
            throw new UncheckedIOException("no files for the card service", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.refused("被中断了", "interrupted");
        }
    }

    /** A card of the newest generation, as the dispenser hands it out in place of the one in their pocket. */
    static EmulatedChipCard newCard(Person person) {
        return new EmulatedSocialSecurityCard(content(person, Stocking.newNumber(person)), CardModel.THIRD_GENERATION);
    }

    /** The card in somebody's pocket. */
    private static SocialSecurityCard content(Person person) {
        return content(person, person.socialCard().number());
    }

    private static SocialSecurityCard content(Person person, String number) {
        Card card = person.card();
        SocialCard own = person.socialCard();
        String division = person.division().code();
        boolean resident = card.nationality().matches("[0-9]{2}");
        return new SocialSecurityCard(
                Optional.empty(),
                Optional.of(division + "000000000000000000" + number.substring(1)),
                Optional.of("3"),
                Optional.of(division + "0000000000"),
                Optional.of(own.validFrom()),
                Optional.of(own.validUntil()),
                Optional.of(number),
                card.number(),
                card.knownName(),
                Optional.of(card.sex()),
                resident ? Optional.of(card.nationality()) : Optional.empty(),
                resident ? Optional.of(card.number().substring(0, 6)) : Optional.empty(),
                Optional.of(card.birth()));
    }

    @Override
    public synchronized void close() {
        if (service != null) {
            service.close();
        }
        reader.close();
    }
}
