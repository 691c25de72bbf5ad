package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.simulation.Act.StaffCome.Errand;
import org.zizhu.kiosk.tabletop.StaffOffice;

/** Field staff with their card, while nobody else is there: they clear away what lies about, fill up, count, look for what is in doubt, and say so at the kiosk. */
final class Attendant implements Visitor {

    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(40);
    private static final int LOOKS = 12;
    private static final int TOUCHES = 150;

    /** Who was interrupted while counting comes back so often. */
    private static final int RETURNS = 2;

    private static final Duration RETURNS_AFTER = Duration.ofMinutes(11);

    private final World world;
    private final Act.StaffCome act;
    private final int returns;
    private final SplittableRandom random;
    private final Counting counting;
    private final Deque<String> deeds = new ArrayDeque<>();
    private final Set<String> leftOpen = new HashSet<>();
    private int looks;
    private int touches;
    private int reaction;
    private long plannedFor = -1;
    private boolean gone;
    private boolean cardIn;
    private boolean typed;
    private boolean signedIn;

    Attendant(World world, Act.StaffCome act) {
        this(world, act, 0);
    }

    private Attendant(World world, Act.StaffCome act, int returns) {
        this.world = world;
        this.act = act;
        this.returns = returns;
        this.random = new SplittableRandom(act.seed() + returns);
        this.counting = new Counting(world, random);
        deeds.addAll(
                switch (act.errand()) {
                    case FILL_UP -> List.of("paper-loaded", "roll-loaded");
                    case TAKE_OUT -> List.of("take-out");
                    case PUT_BACK -> List.of("put-back");
                    case COUNT, AGREE -> List.of("doubts", "exchange");
                });
    }

    void arrives() {
        if (world.free() || world.outOfService()) {
            world.comes(this);
            world.reader.lift();
            world.printer.takeSheets();
            world.receipts.take();
            if (act.errand() == Errand.FILL_UP) {
                world.printer.fillUp();
            }
            world.time.after(Duration.ofSeconds(5), () -> {
                if (!gone) {
                    cardIn = true;
                    boolean other = act.errand() == Errand.AGREE;
                    world.chipCards.insert((other ? world.stage().colleague : world.stage().badge).card());
                    world.view().ifPresent(this::sees);
                }
            });
            // Whatever comes of it, they don't stay longer.
            world.time.after(Duration.ofMinutes(4), this::leaves);
        } else if (++looks < LOOKS) {
            world.time.after(LOOKS_AGAIN, this::arrives);
        }
    }

    private void leaves() {
        if (!gone) {
            gone = true;
            if (cardIn) {
                world.chipCards.pull();
            }
            world.goes(this);
            world.chronicle.note("staff are gone");
        }
    }

    @Override
    public void darkens() {
        boolean interrupted = !gone && act.errand() == Errand.COUNT && returns < RETURNS;
        leaves();
        if (interrupted) {
            world.time.after(RETURNS_AFTER, () -> new Attendant(world, act, returns + 1).arrives());
        }
    }

    @Override
    public boolean namesOthers(View view) {
        return Citizens.named(view.toString());
    }

    @Override
    public void sees(View view) {
        if (gone || !cardIn) {
            return;
        }
        if (signedIn && (view.screen() instanceof Screen.Attract || view.screen() instanceof Screen.OutOfService)) {
            leaves();
            return;
        }
        if (view.number() == plannedFor) {
            // A countdown moves; what they are about to do stays.
            return;
        }
        plannedFor = view.number();
        int mine = ++reaction;
        world.time.after(Duration.ofMillis(random.nextInt(400, 2_500)), () -> reacts(mine));
    }

    private void reacts(int mine) {
        if (gone || mine != reaction || world.view().isEmpty()) {
            return;
        }
        if (++touches > TOUCHES) {
            leaves();
            return;
        }
        View view = world.view().get();
        Screen screen = view.screen();
        if (screen instanceof Screen.StaffPin pin && !pin.checking() && !typed) {
            typed = true;
            types(view, StaffOffice.PIN);
        } else if (screen instanceof Screen.StaffMenu menu) {
            signedIn = true;
            world.touches(view.number(), deed(menu));
        } else if (screen instanceof Screen.TypeNumber number) {
            types(view, counting.digits(number));
        } else if (screen instanceof Screen.Confirmation confirmation) {
            world.touches(view.number(), answer(confirmation));
        } else if (screen instanceof Screen.Trouble) {
            leaves();
            return;
        }
        int next = ++reaction;
        world.time.after(Duration.ofSeconds(6), () -> reacts(next));
    }

    private void types(View view, String digits) {
        digits.chars().forEach(digit -> world.touches(view.number(), new Action.TypeDigit(digit - '0')));
        world.touches(view.number(), new Action.Confirm());
    }

    /** The next that is offered; of reasons the first; of stores and doubts one after the other; and at last they sign out. */
    private Action deed(Screen.StaffMenu menu) {
        List<String> offered = menu.deeds().stream().map(Screen.StaffDeed::deed).toList();
        if (offered.contains("maintenance")) {
            return new Action.ChooseDeed("maintenance");
        }
        if (Counting.isOfStores(offered)) {
            return counting.next().<Action>map(Action.ChooseDeed::new).orElseGet(Action.Back::new);
        }
        if (!offered.contains("devices")) {
            return offered.stream()
                    .filter(leftOpen::add)
                    .findFirst()
                    .<Action>map(Action.ChooseDeed::new)
                    .orElseGet(Action.Back::new);
        }
        while (!deeds.isEmpty()) {
            String next = deeds.removeFirst();
            if (offered.contains(next)) {
                return new Action.ChooseDeed(next);
            }
        }
        return new Action.Back();
    }

    private Action answer(Screen.Confirmation screen) {
        List<Action> offered = screen.choices().stream().map(Choice::action).toList();
        if (offered.equals(List.of(new Action.Back()))) {
            return new Action.Back();
        }
        if (counting.isUnderWay()) {
            return counting.answer(screen, offered);
        }
        if (offered.contains(new Action.Agree())) {
            return random.nextInt(12) == 0
                    ? new Action.Back()
                    : looksFor(
                                    screen.heading().english(),
                                    screen.lines().get(2).value().english())
                            ? new Action.Agree()
                            : new Action.Decline();
        }
        return new Action.Confirm();
    }

    /** What is so of something in doubt: whether a citizen has it, or, of a box for deposits, something is in it. */
    private boolean looksFor(String question, String which) {
        return switch (question) {
            case "Was the licence taken?" -> world.blanks.isTaken(which);
            case "Was it taken?" -> world.city.isTaken(which.substring(0, which.indexOf(',')));
            case "Was the card taken?" -> world.cards.isTaken(which);
            case "Are there documents in the box?" -> world.lockers.isFull(Integer.parseInt(which));
            case "Was it taken out of the box?" -> !world.lockers.isFull(Integer.parseInt(which));
            default -> throw world.violated("staff know what they are asked", question);
        };
    }
}
