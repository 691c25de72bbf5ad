package org.zizhu.kiosk.simulation;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zizhu.drivers.idcard.IdCard;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Language;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;

/** A citizen at the kiosk: what they do on each screen is decided by their temper and their seed. */
final class Person implements Visitor {

    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(30);
    private static final int LOOKS = 20;

    /** Nobody goes on for ever. */
    private static final int PATIENCE = 60;

    private static final LocalDate LONG = LocalDate.of(2040, 1, 1);
    private static final LocalDate EXPIRED = LocalDate.of(2020, 1, 1);
    private static final Duration PROBED_WITHIN = Duration.ofMinutes(8);

    /** How a question names the box that it is about. */
    private static final Pattern BOX = Pattern.compile("(\\d+) 号柜");

    private static final Map<Class<?>, Optional<Method>> LISTS = new ConcurrentHashMap<>();

    private final World world;
    private final int n;
    private final String slip;
    private final Act.Comes act;
    private final SplittableRandom random;
    private final IdCard card;
    private final Set<String> paid = new HashSet<>();
    private int looks;
    private int touches;
    private int reaction;
    private long plannedFor = -1;
    private boolean began;
    private boolean gone;
    private boolean done;
    private boolean gotPaper;
    private boolean handledBox;
    private Optional<String> pocket = Optional.empty();
    private int shownSlip;
    private String last = "";

    Person(World world, Act.Comes act, int n) {
        this(world, act, n, "");
    }

    /** @param slip what they bring; empty for nothing */
    Person(World world, Act.Comes act, int n, String slip) {
        this.n = n;
        this.slip = slip;
        this.world = world;
        this.act = act;
        this.random = new SplittableRandom(act.seed());
        this.card = Citizens.card(n, random.nextInt(40) == 0 && !act.probe() ? EXPIRED : LONG);
    }

    void arrives() {
        if (act.item().equals("social-card-collection")) {
            world.cards.bring(card.number());
        } else if (atLocker() && world.free() && !world.lockers.hasRoom()) {
            world.lockers.seenTo();
        }
        if (act.probe()) {
            world.time.after(PROBED_WITHIN, () -> {
                if (!gotPaper) {
                    throw world.violated(
                            "the next citizen is served",
                            "all is well, and a steady citizen does not get " + act.item() + "; last: " + last);
                }
                world.auditor.reconcile();
            });
        }
        look();
    }

    private void look() {
        if (world.free()) {
            began = true;
            world.comes(this);
            world.view().ifPresent(this::sees);
        } else if (++looks > LOOKS || (world.outOfService() && looks > 3)) {
            world.tally.gone(act.item(), world.outOfService() ? "found it closed" : "did not wait", false);
        } else {
            world.time.after(LOOKS_AGAIN, this::look);
        }
    }

    @Override
    public void darkens() {
        if (!gone) {
            takeCard();
            leaves("power cut");
        }
    }

    @Override
    public boolean namesOthers(View view) {
        String text = view.toString();
        return Citizens.named(text)
                && Citizens.named(text.replace(card.name(), "").replace(card.number(), ""));
    }

    private void leaves(String outcome) {
        gone = true;
        world.goes(this);
        world.chronicle.note("the citizen is gone: " + outcome);
        world.tally.gone(slip.isEmpty() ? act.item() : "a slip", outcome, began);
        pocket.ifPresent(code -> world.slips.carriedAway(code, n, random));
        // What lies about somebody takes, sooner or later.
        world.time.after(Duration.ofSeconds(random.nextInt(20, 5_000)), () -> {
            if (world.person().isEmpty()) {
                world.printer.takeSheets();
                world.receipts.take();
                world.blankPrinter.take();
                world.locker.closeAll();
            }
        });
    }

    private boolean forgets() {
        return !act.probe() && Temper.chance(random, act.temper().forgetsCard);
    }

    private void takeCard() {
        if (world.reader.holds(card)) {
            world.reader.lift();
        }
    }

    @Override
    public void sees(View view) {
        if (gone) {
            return;
        }
        Screen screen = view.screen();
        if (screen instanceof Screen.Attract && touches > 0) {
            if (!forgets()) {
                takeCard();
            }
            leaves(done ? "done" : "ended: " + last);
            return;
        }
        if (screen instanceof Screen.OutOfService) {
            takeCard();
            leaves("ended: out of service");
            return;
        }
        if (!last.equals(screen.id())) {
            last = screen.id();
            if (screen instanceof Screen.Trouble trouble) {
                last = "trouble " + trouble.code();
                world.tally.trouble(trouble.code());
            }
            done |= screen instanceof Screen.Review;
        }
        if (view.number() == plannedFor) {
            // A countdown moves; what they are about to do stays.
            return;
        }
        plannedFor = view.number();
        int mine = ++reaction;
        world.time.after(act.temper().reaction(random), () -> reacts(mine));
    }

    private void reacts(int mine) {
        Optional<View> view = world.view();
        if (gone || mine != reaction || view.isEmpty()) {
            return;
        }
        if (Temper.chance(random, act.temper().walksAway) && touches > 0) {
            if (random.nextBoolean()) {
                takeCard();
            }
            leaves("walked away");
            return;
        }
        if (++touches > PATIENCE) {
            takeCard();
            leaves("lost patience");
            return;
        }
        does(view.get());
        // A touch that was of no use is tried again.
        int next = ++reaction;
        world.time.after(act.temper().reaction(random).plusSeconds(5), () -> reacts(next));
    }

    private void does(View view) {
        Screen screen = view.screen();
        boolean wrong = !act.probe() && Temper.chance(random, act.temper().wrongTouch);
        if (wrong && screen instanceof Screen.Confirmation) {
            Matcher box = BOX.matcher(screen.toString());
            if (box.find()) {
                world.lockers.lied(Integer.parseInt(box.group(1)));
            }
        }
        if (wrong && act.temper() == Temper.MALICIOUS) {
            long number = random.nextInt(5) == 0 ? view.number() - random.nextInt(3) : view.number();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                world.touches(number, anything());
            }
            return;
        }
        handle(screen, wrong);
        touch(screen, wrong).ifPresent(action -> world.touches(view.number(), action));
    }

    /** What is done with the hands, and not on the screen. */
    private void handle(Screen screen, boolean wrong) {
        if (screen instanceof Screen.PresentCard present) {
            if (present.phase() == Screen.CardPhase.LIFT || (wrong && world.reader.holds(card))) {
                world.reader.lift();
            } else if (world.reader.empty()) {
                world.reader.put(card);
            }
        } else if (screen instanceof Screen.ShowCode show) {
            boolean anyCode = show.hint().isPresent() && !slip.isEmpty();
            if (anyCode && !wrong) {
                shownSlip++;
            }
            world.scanner.show(
                    wrong || random.nextInt(12) == 0 ? garbage() : anyCode ? slip : "TEST-SSC-" + card.number());
        } else if (screen instanceof Screen.TakePaper take) {
            if (!forgets()) {
                if (take.outlet().equals("receipt")) {
                    pocket = world.receipts.take().or(() -> pocket);
                } else if (take.outlet().equals("card")) {
                    world.dispenser.take();
                } else if (take.outlet().equals("blank")) {
                    world.blankPrinter.take();
                } else {
                    gotPaper |= !world.printer.takeSheets().isEmpty();
                }
            }
        } else if (screen instanceof Screen.Slip shown) {
            pocket = Optional.of(shown.code());
        } else if (screen instanceof Screen.PayByCode pay && !pay.checking() && paid.add(pay.code())) {
            pays(pay.code());
        } else if (screen instanceof Screen.OpenBox box && !box.open()) {
            handledBox = false;
        } else if (screen instanceof Screen.OpenBox || (screen instanceof Screen.Confirmation && atLocker())) {
            handlesBoxes();
        } else if (screen instanceof Screen.Farewell && !forgets()) {
            takeCard();
        }
    }

    private boolean atLocker() {
        return act.item().startsWith("locker-");
    }

    /** Takes out or puts in what they came for, wherever a door stands open, and closes it. */
    private void handlesBoxes() {
        for (int box = 1; box <= WornLocker.BOXES; box++) {
            if (world.locker.isOpen(box)) {
                world.lockers.handled(box);
                world.locker.close(box);
                handledBox = true;
            }
        }
    }

    private void pays(String code) {
        int dice = act.probe() ? 0 : random.nextInt(act.temper() == Temper.STEADY ? 85 : 100);
        if (dice < 80) {
            world.cash.phonePays(code);
        }
        if (dice >= 75 && dice < 90) {
            // Later, perhaps when it can't be paid any more; of those above it is the second time.
            world.time.after(Duration.ofSeconds(random.nextInt(1, 400)), () -> world.cash.phonePays(code));
        }
    }

    private Optional<Action> touch(Screen screen, boolean wrong) {
        List<Choice> choices = choices(screen);
        if (wrong) {
            int dice = random.nextInt(10);
            if (dice == 0) {
                return Optional.of(new Action.Help());
            } else if (dice == 1) {
                return Optional.of(
                        new Action.ChooseLanguage(random.nextBoolean() ? Language.CHINESE : Language.ENGLISH));
            } else if (dice == 2) {
                return Optional.of(new Action.LargeType(random.nextBoolean()));
            } else if (dice == 3) {
                return Optional.of(new Action.EndVisit());
            } else if (!choices.isEmpty()) {
                return Optional.of(choices.get(random.nextInt(choices.size())).action());
            }
        }
        if (screen instanceof Screen.Attract) {
            return Optional.of(new Action.Begin());
        } else if (screen instanceof Screen.Home) {
            return Optional.of(
                    done || shownSlip > 1 || touches > PATIENCE / 2
                            ? new Action.EndVisit()
                            : new Action.ChooseItem(act.item()));
        } else if (screen instanceof Screen.Guide) {
            return Optional.of(
                    has(choices, Action.Confirm.class) && touches < PATIENCE / 2
                            ? new Action.Confirm()
                            : new Action.EndVisit());
        } else if (screen instanceof Screen.ChooseWay ways) {
            List<Screen.WayTile> open = ways.ways().stream()
                    .filter(way -> way.closed().isEmpty()
                            && !way.way().equals("social-card")
                            && !way.way().equals("attendant"))
                    .toList();
            return Optional.of(
                    open.isEmpty()
                            ? new Action.Back()
                            : new Action.ChooseWay(
                                    open.get(random.nextInt(open.size())).way()));
        } else if (screen instanceof Screen.TypeCode typing) {
            String code = wrong ? "000000" : City.PHONE_CODE;
            return typing.entered().length() < code.length()
                    ? Optional.of(
                            new Action.TypeDigit(code.charAt(typing.entered().length()) - '0'))
                    : Optional.empty();
        } else if (screen instanceof Screen.ChooseMeans means) {
            return Optional.of(new Action.ChooseMeans(
                    means.means().get(random.nextInt(means.means().size())).means()));
        } else if (screen instanceof Screen.PayByCode
                || screen instanceof Screen.PresentCard
                || screen instanceof Screen.ShowCode
                || screen instanceof Screen.FaceCheck
                || screen instanceof Screen.InsertCard) {
            return Optional.of(new Action.MoreTime());
        } else if (screen instanceof Screen.Review review) {
            return Optional.of(
                    review.level().isPresent()
                            ? new Action.SubmitReview()
                            : random.nextBoolean() ? new Action.Rate(random.nextInt(1, 6)) : new Action.SkipReview());
        } else if (screen instanceof Screen.Trouble) {
            boolean again = has(choices, Action.Retry.class)
                    && (act.probe() || random.nextInt(3) > 0)
                    && touches < PATIENCE / 2;
            return Optional.of(again ? new Action.Retry() : new Action.Back());
        } else if (screen instanceof Screen.Records && random.nextInt(3) == 0 && has(choices, Action.Print.class)) {
            return Optional.of(new Action.Print());
        } else if (screen instanceof Screen.Cases && random.nextInt(3) == 0) {
            return Optional.of(new Action.ChooseCase(0));
        } else if (screen instanceof Screen.TakePaper || screen instanceof Screen.Farewell) {
            return choices.stream()
                    .map(Choice::action)
                    .filter(Action.PaperTaken.class::isInstance)
                    .findFirst();
        }
        if (screen instanceof Screen.Confirmation && atLocker() && !handledBox && has(choices, Action.Decline.class)) {
            return Optional.of(new Action.Decline());
        }
        if (!slip.isEmpty()
                && screen instanceof Screen.Confirmation
                && random.nextInt(4) == 0
                && has(choices, Action.Decline.class)) {
            return Optional.of(new Action.Decline());
        }
        return choices.stream()
                .filter(Choice::emphasis)
                .map(Choice::action)
                .findFirst()
                .or(() -> choices.stream().map(Choice::action).findFirst());
    }

    private static boolean has(List<Choice> choices, Class<? extends Action> kind) {
        return choices.stream().map(Choice::action).anyMatch(kind::isInstance);
    }

    /** Every screen with something to touch lists it. */
    private static List<Choice> choices(Screen screen) {
        return LISTS.computeIfAbsent(screen.getClass(), Person::list)
                .map(list -> {
                    try {
                        return ((List<?>) list.invoke(screen))
                                .stream().map(Choice.class::cast).toList();
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .orElse(List.of());
    }

    private static Optional<Method> list(Class<?> screen) {
        return Arrays.stream(screen.getRecordComponents())
                .filter(part -> part.getName().equals("choices"))
                .map(RecordComponent::getAccessor)
                .findFirst();
    }

    private Action anything() {
        return switch (random.nextInt(24)) {
            case 0 -> new Action.Begin();
            case 1 -> new Action.ChooseItem("nothing-there");
            case 2 -> new Action.Confirm();
            case 3 -> new Action.ForSomebodyElse();
            case 4 -> new Action.Back();
            case 5 -> new Action.Retry();
            case 6 -> new Action.AnotherWay();
            case 7 -> new Action.ChooseWay("teleport");
            case 8 -> new Action.Agree();
            case 9 -> new Action.Decline();
            case 10 -> new Action.TypeDigit(random.nextInt(10));
            case 11 -> new Action.EraseDigit();
            case 12 -> new Action.SendAgain();
            case 13 -> new Action.Print();
            case 14 -> new Action.ChooseCase(random.nextInt(-2, 1_000));
            case 15 -> new Action.ToggleDue("no-such-due");
            case 16 -> new Action.ChooseMeans("COWRIE");
            case 17 -> new Action.PaperTaken();
            case 18 -> new Action.Rate(random.nextInt(-1, 9));
            case 19 -> new Action.ToggleReason("because");
            case 20 -> new Action.SubmitReview();
            case 21 -> new Action.MoreTime();
            case 22 -> new Action.ChooseDeed("put-back");
            default -> new Action.Help();
        };
    }

    private String garbage() {
        return switch (random.nextInt(5)) {
            case 0 -> "https://example.invalid/";
            case 1 -> "ZZ1:NOT A TOKEN";
            case 2 -> "TEST-CITY-" + "0".repeat(20);
            case 3 -> "\u0000\u0001\u0002";
            default -> "9".repeat(random.nextInt(1, 3_000));
        };
    }
}
