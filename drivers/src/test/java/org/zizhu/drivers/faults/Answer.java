package org.zizhu.drivers.faults;

import java.util.List;
import java.util.Locale;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;

/**
 * A cell's defined answer.
 *
 * @param shown what the published status says of the fault
 * @param underWay what becomes of the command under way; of no meaning in a state without one
 * @param next what becomes of a command that is given while the fault lasts
 */
public record Answer(Shown shown, Outcome underWay, Outcome next) {

    private static final Outcome NOT_CONNECTED = Outcome.fails(FailureCode.NOT_READY, "not-connected");

    /** What the published status says of a fault. */
    public sealed interface Shown {

        /** The device can't be used, for these reasons, until it is healed. */
        record Lasting(DeviceState state, List<String> reasons) implements Shown {}

        /** The device can't be used for a moment, and then can again without anybody's doing. */
        record Passing(DeviceState state, List<String> reasons) implements Shown {}

        /** The device is usable all the time, and these reasons are told beside; none where nothing is noticed. */
        record Usable(List<String> reasons) implements Shown {}

        default boolean fits(DeviceStatus status) {
            if (this instanceof Lasting lasting) {
                return status.state() == lasting.state() && status.reasons().equals(lasting.reasons());
            }
            if (this instanceof Passing passing) {
                return status.state() == passing.state() && status.reasons().equals(passing.reasons());
            }
            return status.usable() && status.reasons().equals(((Usable) this).reasons());
        }

        default String words() {
            if (this instanceof Lasting lasting) {
                return Answer.words(lasting.state(), lasting.reasons());
            }
            if (this instanceof Passing passing) {
                return "for a moment " + Answer.words(passing.state(), passing.reasons());
            }
            Usable usable = (Usable) this;
            return usable.reasons().isEmpty() ? "stays usable" : "stays usable: " + String.join(", ", usable.reasons());
        }
    }

    /**
     * The device can't be used until it is healed. Unless said otherwise the command under way fails for the same reason,
     * and the next one as "not-connected": what happens to every driver whose link is lost.
     */
    public static Answer shows(DeviceState state, String... reasons) {
        return new Answer(
                new Shown.Lasting(state, List.of(reasons)),
                Outcome.fails(FailureCode.HARDWARE_ERROR, reasons[0]),
                NOT_CONNECTED);
    }

    /** The device can't be used for a moment and then by itself can again; else as {@link #shows}. */
    public static Answer showsForAMoment(DeviceState state, String... reasons) {
        return new Answer(
                new Shown.Passing(state, List.of(reasons)),
                Outcome.fails(FailureCode.HARDWARE_ERROR, reasons[0]),
                NOT_CONNECTED);
    }

    /** The device stays usable, its status saying this beside; unless said otherwise every command succeeds. */
    public static Answer staysUsable(String... reasons) {
        return new Answer(new Shown.Usable(List.of(reasons)), Outcome.succeeds(), Outcome.succeeds());
    }

    /** The command under way ends so. */
    public Answer underWay(Outcome outcome) {
        return new Answer(shown, outcome, next);
    }

    /** A command that is given while the fault lasts ends so. */
    public Answer next(Outcome outcome) {
        return new Answer(shown, underWay, outcome);
    }

    /** Whether it is over without anybody's doing. */
    boolean passes() {
        return shown instanceof Shown.Passing;
    }

    private static String words(DeviceState state, List<String> reasons) {
        return "`" + word(state) + "` " + String.join(", ", reasons);
    }

    /** A constant as the wiring file, the pages and the status spell it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
