package org.zizhu.drivers.locker.rs485;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a locker is built, as its wiring file says.
 *
 * @param boards how many, addressed 1, 2, …
 * @param locksPerBoard of each board
 * @param answersOpen whether boards answer a request to open; older ones do not, and need a moment's silence instead
 * @param doors which lock is behind the door of that label
 */
public record LockerPlan(
        int boards, int locksPerBoard, Feedback feedback, boolean answersOpen, Map<Integer, Lock> doors) {

    /** A lock's place: its board's address and its number there, both from 1. */
    public record Lock(int board, int number) {}

    public LockerPlan {
        doors = Map.copyOf(doors);
    }

    /** Doors labelled 1, 2, … in the order of boards and locks. */
    public static LockerPlan numbered(int boards, int locksPerBoard, Feedback feedback, boolean answersOpen) {
        Map<Integer, Lock> doors = new TreeMap<>();
        for (int board = 1; board <= boards; board++) {
            for (int lock = 1; lock <= locksPerBoard; lock++) {
                doors.put(doors.size() + 1, new Lock(board, lock));
            }
        }
        return new LockerPlan(boards, locksPerBoard, feedback, answersOpen, doors);
    }
}
