package org.zizhu.drivers.blank.composed;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.blank.composed.BlankWiring.Drive;
import org.zizhu.drivers.blank.composed.BlankWiring.Sensor;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.panel.modbus.ModbusLine;

/**
 * The way of the blanks, behind its board: sensors that are looked at, and motors that run for a while and stop by themselves, even if
 * this machine hangs. Used by the driver's thread.
 */
final class BlankPath implements AutoCloseable {

    /** A sheet takes some tenths of a second from sensor to sensor. */
    private static final Duration LOOK = Duration.ofMillis(60);

    /** The board refuses: it can't be worked with, and is connected to anew. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    private final ModbusLine board;
    private final BlankWiring wiring;

    BlankPath(ModbusLine board, BlankWiring wiring) {
        this.board = board;
        this.wiring = wiring;
    }

    Sensed look() throws IOException {
        BitSet inputs = done(board.inputs(wiring.inputs()));
        Set<Sensor> active = EnumSet.noneOf(Sensor.class);
        for (Sensor sensor : Sensor.values()) {
            if (inputs.get(wiring.channel(sensor))) {
                active.add(sensor);
            }
        }
        return new Sensed(active);
    }

    /** Runs a motor; it stops by itself. */
    void run(Drive motor, Duration time) throws IOException {
        done(board.flash(wiring.channel(motor), time));
    }

    void stop(Drive motor) throws IOException {
        done(board.output(wiring.channel(motor), false));
    }

    void shutter(boolean open) throws IOException {
        done(board.output(wiring.channel(Drive.SHUTTER), open));
    }

    /** Looks until it is so, twice in a row, for an edge that passes a sensor flickers; empty when the time is over before. */
    Optional<Sensed> await(Predicate<Sensed> wanted, Deadline deadline) throws IOException {
        boolean before = false;
        while (true) {
            Sensed now = look();
            boolean so = wanted.test(now);
            if (so && before) {
                return Optional.of(now);
            }
            if (deadline.over()) {
                return Optional.empty();
            }
            before = so;
            pause();
        }
    }

    static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("driver closed");
        }
    }

    private static <T> T done(Completion<T> answer) throws Refused {
        if (answer instanceof Completion.Success<T> success) {
            return success.value();
        }
        throw new Refused(((Completion.Failed<T>) answer).reason());
    }

    @Override
    public void close() {
        board.close();
    }
}
