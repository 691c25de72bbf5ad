package org.zizhu.kiosk.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.stock.ExchangeBook.Count;
import org.zizhu.kiosk.stock.Store;

/** How staff answer at the screen while they count and load, one store after the other. Now and then they miscount. */
final class Counting {

    private static final List<String> STORES = List.of(Store.CARDS.id(), Store.BLANKS.id());

    private final World world;
    private final SplittableRandom random;
    private final Deque<String> stores = new ArrayDeque<>(STORES);
    private @Nullable String store;
    private @Nullable Count count;
    private int miscounted;

    Counting(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    static boolean isOfStores(List<String> offered) {
        return STORES.containsAll(offered);
    }

    /** The next store; empty when all are done. */
    Optional<String> next() {
        store = stores.poll();
        count = null;
        return Optional.ofNullable(store);
    }

    boolean isUnderWay() {
        return store != null;
    }

    /** What they type. */
    String digits(Screen.TypeNumber screen) {
        Count counted = count;
        if (counted == null) {
            counted = world.stockRoom.count(store());
            count = counted;
            miscounted = random.nextInt(10) == 0 ? 1 : 0;
        }
        return switch (screen.question().english()) {
            case "How many are in it, before you load?" -> "" + (counted.left() + miscounted);
            case "What is the lowest number in it?" -> digits(counted.there());
            case "How many did you take out of the bin?" -> "" + counted.binned();
            case "How many do you load now?" -> "" + counted.loaded();
            case "What is the lowest number that you load?" -> digits(counted.first());
            default ->
                throw world.violated(
                        "staff know what they are asked", screen.question().english());
        };
    }

    private static String digits(Optional<String> number) {
        return number.map(text -> text.replaceAll("[^0-9]", "")).orElse("0");
    }

    private String store() {
        return Objects.requireNonNull(store);
    }

    Action answer(Screen.Confirmation screen, List<Action> offered) {
        Count counted = count;
        if (counted != null) {
            // All is typed, and shown to be checked: what it says is done now.
            world.stockRoom.exchange(store(), counted);
            count = null;
            store = null;
            return new Action.Confirm();
        }
        if (offered.contains(new Action.Agree())) {
            if (world.stockRoom.isAsNoted(
                    store(), pieces(screen, 0), pieces(screen, screen.lines().size() > 3 ? 2 : 1))) {
                store = null;
                return new Action.Agree();
            }
            return new Action.Confirm();
        }
        boolean waitsForAColleague = screen.explanation().english().contains("Another stock keeper");
        if (waitsForAColleague && random.nextBoolean()) {
            store = null;
            return new Action.Back();
        }
        return new Action.Confirm();
    }

    /** A line begins with what was counted. */
    private static int pieces(Screen.Confirmation screen, int line) {
        return Integer.parseInt(screen.lines().get(line).value().english().replaceFirst("[^0-9].*", ""));
    }
}
