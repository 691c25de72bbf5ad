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
import org.zizhu.kiosk.stock.SerialRange;
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
    /** Of the ranges of numbers in it. */
    private int told;

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
            told = 0;
            miscounted = random.nextInt(10) == 0 ? 1 : 0;
        }
        String question = screen.question().english();
        if (question.startsWith("How many follow each other")) {
            // One too many, if they miscounted, seems to be at the end.
            int more = told == counted.there().size() ? miscounted : 0;
            return "" + (counted.there().get(told - 1).count() + more);
        }
        return switch (question) {
            case "How many are in it, before you load?" -> "" + (counted.left() + miscounted);
            case "What is the lowest number in it?", "What is the lowest number of the others?" -> {
                Optional<String> first =
                        counted.there().stream().skip(told).findFirst().map(SerialRange::first);
                told++;
                yield digits(first);
            }
            case "How many did you take out of the bin?" -> "" + counted.binned();
            case "How many do you load now?" -> "" + counted.loaded();
            case "What is the lowest number that you load?" -> digits(counted.first());
            default -> throw world.violated("staff know what they are asked", question);
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
            if (world.stockRoom.isAsNoted(store(), pieces(screen, "Left"), pieces(screen, "Bin"))) {
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
    private static int pieces(Screen.Confirmation screen, String label) {
        String value = screen.lines().stream()
                .filter(line -> line.label().english().equals(label))
                .findFirst()
                .orElseThrow()
                .value()
                .english();
        return Integer.parseInt(value.replaceFirst("[^0-9].*", ""));
    }
}
