package org.zizhu.kiosk.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.screen.Text;

/** The city's book of the unit's boxes, and what is really in them. Each handle is of one use of a box. */
final class Lockers {

    /** What the city believes of a box. */
    enum State {
        FREE,
        HOLDS,
        KEPT,
        DEPOSITED,
        TO_BE_CHECKED
    }

    /** A box, in the book and behind its door. */
    private static final class Pigeonhole {
        private State state = State.FREE;
        private String handle = "";
        private String person = "";
        private String key = "";
        /** For something to be put in. */
        private boolean forDeposit;

        private boolean full;
        /** Somebody has said what is not so: the book can't be held against it. */
        private boolean liedAbout;
    }

    private static final Text RESULT = Text.of("居住证", "Residence permit");
    private static final Text PAPERS = Text.of("提交的材料", "Documents handed in");

    private final World world;
    private final Map<Integer, Pigeonhole> boxes = new TreeMap<>();
    private final Map<String, Integer> byHandle = new HashMap<>();
    private final Map<String, Integer> openings = new HashMap<>();
    private final Set<String> released = new HashSet<>();

    /** Uses that staff have put an end to, before anything was heard of them. */
    private final Set<String> overtaken = new HashSet<>();

    private int uses;

    Lockers(World world) {
        this.world = world;
        for (int box = 1; box <= WornLocker.BOXES; box++) {
            boxes.put(box, new Pigeonhole());
        }
    }

    // --- what the unit asks and says -------------------------------------------------------------------------------

    /** What lies there for a person; some hours before they came somebody has put it in. */
    List<Box> waiting(String person) {
        if (found(person).isEmpty()) {
            free().ifPresent(box -> {
                uses(box, State.HOLDS, person, "");
                boxes.get(box).full = true;
            });
        }
        return found(person);
    }

    private List<Box> found(String person) {
        List<Box> found = new ArrayList<>();
        boxes.forEach((box, hole) -> {
            if (hole.state == State.HOLDS && hole.person.equals(person)) {
                found.add(new Box(hole.handle, box, RESULT));
            }
        });
        return found;
    }

    /** A box that is kept under the key; null if none is free, or none is wanted any more. */
    @Nullable
    Box keep(String person, String key) {
        for (Map.Entry<Integer, Pigeonhole> hole : boxes.entrySet()) {
            if (hole.getValue().state == State.KEPT && hole.getValue().key.equals(key)) {
                return new Box(hole.getValue().handle, hole.getKey(), PAPERS);
            }
        }
        if (released.contains(key)) {
            return null;
        }
        Optional<Integer> free = free();
        free.ifPresent(box -> uses(box, State.KEPT, person, key));
        return free.map(box -> new Box(boxes.get(box).handle, box, PAPERS)).orElse(null);
    }

    boolean hasRoom() {
        return free().isPresent();
    }

    private Optional<Integer> free() {
        return boxes.entrySet().stream()
                .filter(hole -> hole.getValue().state == State.FREE)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void uses(int box, State state, String person, String key) {
        Pigeonhole hole = boxes.get(box);
        hole.state = state;
        hole.handle = "BOX-%06d".formatted(++uses);
        hole.person = person;
        hole.key = key;
        hole.forDeposit = state == State.KEPT;
        hole.liedAbout = false;
        byHandle.put(hole.handle, box);
    }

    void released(String key) {
        released.add(key);
        boxes.values().stream()
                .filter(hole -> hole.state == State.KEPT && hole.key.equals(key))
                .forEach(hole -> hole.state = State.FREE);
    }

    /** The unit says what came of a use. */
    void heard(String handle, String fact, boolean answer) {
        if (overtaken.contains(handle)) {
            return;
        }
        Pigeonhole hole = boxes.get(byHandle.getOrDefault(handle, 0));
        if (hole == null || !hole.handle.equals(handle)) {
            throw world.violated("each box is settled once", fact + " of " + handle + ", which is of no use any more");
        }
        if (answer && hole.state == State.TO_BE_CHECKED) {
            answered(hole, fact);
            return;
        }
        if (hole.state != State.HOLDS && hole.state != State.KEPT) {
            // Opened once more before the first outcome was heard here: what was said first stays, until staff have
            // looked.
            return;
        }
        boolean kept = hole.state == State.KEPT;
        boolean opened = openings.getOrDefault(handle, 0) > 0;
        boolean fits =
                switch (fact) {
                    case "TAKEN" -> opened && (!hole.full || hole.liedAbout);
                    case "DEPOSITED" -> opened && (hole.full || hole.liedAbout);
                    case "NOT_MOVED" -> hole.liedAbout || hole.full != kept;
                    case "NOT_OPENED" -> !opened || hole.liedAbout || hole.full != kept;
                    default -> true;
                };
        if (!fits) {
            throw world.violated(
                    "what is said of boxes is true",
                    handle + " is " + fact + "; it was " + (opened ? "" : "not ") + "opened and is "
                            + (hole.full ? "full" : "empty"));
        }
        hole.state = switch (fact) {
            case "TAKEN" -> State.FREE;
            case "DEPOSITED" -> State.DEPOSITED;
            case "NOT_MOVED", "NOT_OPENED" -> kept ? State.FREE : State.HOLDS;
            default -> State.TO_BE_CHECKED;
        };
    }

    /** Staff have looked into it. */
    private void answered(Pigeonhole hole, String fact) {
        if (hole.full != (fact.equals("DEPOSITED") || (fact.equals("NOT_MOVED") && !hole.forDeposit))) {
            throw world.violated("what is said of boxes is true", hole.handle + " is " + fact + " by staff's word");
        }
        hole.state = switch (fact) {
            case "DEPOSITED" -> State.DEPOSITED;
            case "NOT_MOVED" -> hole.forDeposit ? State.FREE : State.HOLDS;
            default -> State.FREE;
        };
        hole.liedAbout = false;
    }

    boolean isFull(int box) {
        Pigeonhole hole = boxes.get(box);
        return hole != null && hole.full;
    }

    // --- what is really so -----------------------------------------------------------------------------------------

    /** Whether a box is in use for somebody. */
    boolean inUse(int box) {
        Pigeonhole hole = boxes.get(box);
        return hole != null && (hole.state == State.HOLDS || hole.state == State.KEPT);
    }

    void opened(int box) {
        openings.merge(boxes.get(box).handle, 1, Integer::sum);
    }

    /** Somebody stands before an open box: takes out what is in it, or puts in what they have brought. */
    void handled(int box) {
        Pigeonhole hole = boxes.get(box);
        hole.full = hole.state == State.KEPT;
    }

    /** Whoever was asked about a box has said something that nobody can see. */
    void lied(int box) {
        Pigeonhole hole = boxes.get(box);
        if (hole != null) {
            hole.liedAbout = true;
        }
    }

    /** Staff look into every box, and take out what was brought and what nobody has fetched. */
    void seenTo() {
        for (Pigeonhole hole : boxes.values()) {
            if (hole.state != State.FREE) {
                overtaken.add(hole.handle);
            }
            hole.state = State.FREE;
            hole.full = false;
        }
    }

    /** The keys under which boxes are kept. */
    List<String> kept() {
        return boxes.values().stream()
                .filter(hole -> hole.state == State.KEPT)
                .map(hole -> hole.key)
                .toList();
    }
}
