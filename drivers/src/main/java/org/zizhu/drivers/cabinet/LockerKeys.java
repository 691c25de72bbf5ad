package org.zizhu.drivers.cabinet;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.zizhu.drivers.locker.rs485.Feedback;
import org.zizhu.drivers.locker.rs485.LockFrame;
import org.zizhu.drivers.locker.rs485.LockerPlan;

/**
 * The keys of a locker: {@code boards} (how many, 1), {@code locks-per-board}, {@code feedback} (shorted-when-open or
 * shorted-when-locked), {@code answers-open} (yes, or no for old boards that open without a word), and {@code doors}, a
 * mapping of labels to locks where they are not simply counted through: {@code 1: 105} is door 1 behind lock 5 of board 1.
 */
final class LockerKeys {

    private static final int USUAL_LOCKS = 12;

    /** A lock in the file is its board times this, and its number there. */
    private static final int BOARD = 100;

    private enum Answer {
        YES,
        NO
    }

    private LockerKeys() {}

    static LockerPlan plan(Wire wire) throws Wire.Wrong {
        int boards = wire.integer("boards", 1, LockFrame.MOST_BOARDS, 1);
        int locks = wire.integer("locks-per-board", 1, LockFrame.MOST_LOCKS, USUAL_LOCKS);
        // Without a usual one: half of all locks would be read the wrong way round.
        if (wire.optional("feedback").isEmpty()) {
            throw wire.wrong(
                    "feedback",
                    "is missing: when is a lock's switch shorted? Open a door, look, and write shorted-when-open or"
                            + " shorted-when-locked");
        }
        Feedback feedback = wire.choice("feedback", Feedback.class, Feedback.SHORTED_WHEN_OPEN);
        boolean answersOpen = wire.choice("answers-open", Answer.class, Answer.YES) == Answer.YES;
        Map<String, Integer> doors = wire.numbers("doors", BOARD + 1, BOARD * boards + locks);
        return doors.isEmpty()
                ? LockerPlan.numbered(boards, locks, feedback, answersOpen)
                : new LockerPlan(boards, locks, feedback, answersOpen, doors(wire, locks, doors));
    }

    private static Map<Integer, LockerPlan.Lock> doors(Wire wire, int locks, Map<String, Integer> given)
            throws Wire.Wrong {
        Map<Integer, LockerPlan.Lock> doors = new TreeMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Map.Entry<String, Integer> door : given.entrySet()) {
            int place = door.getValue();
            if (place % BOARD == 0 || place % BOARD > locks) {
                throw wire.wrong("doors", "“" + place + "” is no lock; a board has " + locks + ", as in 1: 105");
            }
            if (!taken.add(place)) {
                throw wire.wrong("doors", "name lock " + place + " twice; each door has its own");
            }
            if (!door.getKey().matches("\\d{1,4}")) {
                throw wire.wrong("doors", "“" + door.getKey() + "” is no label; write the door's number");
            }
            doors.put(Integer.valueOf(door.getKey()), new LockerPlan.Lock(place / BOARD, place % BOARD));
        }
        return doors;
    }
}
