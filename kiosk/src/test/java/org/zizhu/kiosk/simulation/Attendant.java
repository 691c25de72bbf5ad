package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;
import org.zizhu.kiosk.tabletop.StaffOffice;

/** Field staff with their card, while nobody else is there: they clear away what lies about, fill up, and say so at the kiosk. */
final class Attendant implements Visitor {

    private static final Duration LOOKS_AGAIN = Duration.ofSeconds(40);
    private static final int LOOKS = 12;
    private static final int TOUCHES = 25;

    private final World world;
    private final Act.StaffCome act;
    private final SplittableRandom random;
    private final Deque<String> deeds = new ArrayDeque<>();
    private int looks;
    private int touches;
    private int reaction;
    private long plannedFor = -1;
    private boolean gone;
    private boolean cardIn;
    private boolean typed;
    private boolean signedIn;

    Attendant(World world, Act.StaffCome act) {
        this.world = world;
        this.act = act;
        this.random = new SplittableRandom(act.seed());
        deeds.addAll(
                switch (act.errand()) {
                    case FILL_UP -> List.of("paper-loaded", "roll-loaded");
                    case TAKE_OUT -> List.of("take-out");
                    case PUT_BACK -> List.of("put-back");
                });
    }

    void arrives() {
        if (world.free() || world.outOfService()) {
            world.comes(this);
            world.reader.lift();
            world.printer.takeSheets();
            world.receipts.take();
            if (act.errand() == Act.StaffCome.Errand.FILL_UP) {
                world.printer.fillUp();
            }
            world.time.after(Duration.ofSeconds(5), () -> {
                if (!gone) {
                    cardIn = true;
                    world.chipCards.insert(world.stage().badge.card());
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
        leaves();
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
            for (char digit : StaffOffice.PIN.toCharArray()) {
                world.touches(view.number(), new Action.TypeDigit(digit - '0'));
            }
            world.touches(view.number(), new Action.Confirm());
        } else if (screen instanceof Screen.StaffMenu menu) {
            signedIn = true;
            world.touches(view.number(), deed(menu));
        } else if (screen instanceof Screen.Confirmation) {
            world.touches(view.number(), new Action.Confirm());
        } else if (screen instanceof Screen.Trouble) {
            leaves();
            return;
        }
        int next = ++reaction;
        world.time.after(Duration.ofSeconds(6), () -> reacts(next));
    }

    /** The next that is offered; of reasons the first; and at last they sign out. */
    private Action deed(Screen.StaffMenu menu) {
        List<String> offered = menu.deeds().stream().map(Screen.StaffDeed::deed).toList();
        if (offered.contains("maintenance")) {
            return new Action.ChooseDeed("maintenance");
        }
        while (!deeds.isEmpty()) {
            String next = deeds.removeFirst();
            if (offered.contains(next)) {
                return new Action.ChooseDeed(next);
            }
        }
        return new Action.Back();
    }
}
