package org.zizhu.drivers.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceStatus;

/**
 * One device's part of the table; see the package for an example. Its cells are proven side by side, each on a {@link Rig}
 * of its own: they mostly wait.
 *
 * @param <R> what a cell is proven on
 */
public final class Chapter<R extends Rig> {

    /** So many cells wait at a time; each is a driver, an emulator and a little computing. */
    private static final int SIDE_BY_SIDE = 16;

    /** Lays out the device in a fresh folder of its own, and starts its driver. */
    @FunctionalInterface
    public interface Layout<R> {
        R lay(Path folder) throws Exception;
    }

    /** Something that is done to the device. */
    @FunctionalInterface
    public interface Act<R> {
        void on(R rig) throws Exception;
    }

    /** A command that is given to the device, and is under way when this returns or soon after. */
    @FunctionalInterface
    public interface Start<R> {
        CompletableFuture<? extends Completion<?>> on(R rig) throws Exception;
    }

    /** How a state is come by; with the command that is under way in it. */
    record State<R>(String name, Act<R> enter, Optional<Start<R>> command) {}

    /** How a fault comes and goes. */
    record Cause<R>(Act<R> inflict, Act<R> heal) {}

    /** What stands in a cell: an answer, or why there is none. */
    record Cell(@Nullable Answer answer, String never) {
        String words(boolean commandUnderWay) {
            if (answer == null) {
                return "cannot be: " + never;
            }
            // Whether a command comes before or after the moment is nobody's to say: none is tried.
            String command = commandUnderWay
                    ? "<br>the command " + answer.underWay().words()
                    : answer.passes() ? "" : "<br>a command " + answer.next().words();
            return answer.shown().words() + command;
        }
    }

    private final String device;
    private final List<String> drivers;
    private final Layout<R> layout;
    private final List<State<R>> states = new ArrayList<>();
    private final Map<Fault, Cause<R>> causes = new LinkedHashMap<>();
    private final Map<Fault, Map<String, Cell>> cells = new LinkedHashMap<>();

    private Chapter(String device, List<String> drivers, Layout<R> layout) {
        this.device = device;
        this.drivers = List.copyOf(drivers);
        this.layout = layout;
    }

    /**
     * An empty chapter. Name the states before the faults.
     *
     * @param device its heading
     * @param drivers the drivers that it holds for, as the wiring file calls them; the page is named by the first
     */
    public static <R extends Rig> Chapter<R> of(String device, List<String> drivers, Layout<R> layout) {
        return new Chapter<>(device, drivers, layout);
    }

    /** A state without a command; {@code enter} returns when it has been reached. */
    public Chapter<R> state(String name, Act<R> enter) {
        states.add(new State<>(name, enter, Optional.empty()));
        return this;
    }

    /** A state in which a command is under way, that would go on for some seconds. */
    public Chapter<R> underWay(String name, Start<R> start) {
        states.add(new State<>(name, rig -> {}, Optional.of(start)));
        return this;
    }

    /** A fault that is answered in the same way in all states; {@link #but} for one where it is not. */
    public Chapter<R> fault(Fault fault, Act<R> inflict, Act<R> heal, Answer answer) {
        causes.put(fault, new Cause<>(inflict, heal));
        for (State<R> state : states) {
            row(fault).put(state.name(), new Cell(answer, ""));
        }
        return this;
    }

    /** The answer to the fault in that state is another one. */
    public Chapter<R> but(Fault fault, String state, Answer answer) {
        row(fault).put(known(state), new Cell(answer, ""));
        return this;
    }

    /** The fault can't happen to this device. */
    public Chapter<R> never(Fault fault, String because) {
        for (State<R> state : states) {
            never(fault, state.name(), because);
        }
        return this;
    }

    /** The fault can't happen in that state. */
    public Chapter<R> never(Fault fault, String state, String because) {
        row(fault).put(known(state), new Cell(null, because));
        return this;
    }

    /** Waits until the device's published status is so: for what enters a state. */
    public static void awaitStatus(Rig rig, Predicate<DeviceStatus> wanted) throws InterruptedException {
        try (Heard heard = new Heard(rig.device())) {
            heard.awaitLast("as the state needs it", wanted);
        }
    }

    private Map<String, Cell> row(Fault fault) {
        return cells.computeIfAbsent(fault, unused -> new LinkedHashMap<>());
    }

    private String known(String state) {
        if (states.stream().noneMatch(known -> known.name().equals(state))) {
            throw new IllegalArgumentException("no state is named “" + state + "”");
        }
        return state;
    }

    /** One test for each cell, and one that the committed page says what they proved. */
    public Stream<DynamicTest> tests() {
        ExecutorService side = Executors.newFixedThreadPool(SIDE_BY_SIDE, work -> {
            Thread thread = new Thread(work, "fault-cell");
            thread.setDaemon(true);
            return thread;
        });
        List<CompletableFuture<?>> proofs = new ArrayList<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (State<R> state : states) {
                CompletableFuture<?> proof = proof(fault, state, side);
                proofs.add(proof);
                tests.add(DynamicTest.dynamicTest(fault.words() + ", " + state.name(), () -> Proof.result(proof)));
            }
        }
        side.shutdown();
        tests.add(DynamicTest.dynamicTest("the page says what was proven", () -> {
            for (CompletableFuture<?> proof : proofs) {
                Proof.result(proof);
            }
            new Page(drivers.get(0), text()).check(Boolean.getBoolean(Page.RENEW));
        }));
        return tests.stream();
    }

    private CompletableFuture<?> proof(Fault fault, State<R> state, ExecutorService side) {
        Cell cell = cells.getOrDefault(fault, Map.of()).get(state.name());
        if (cell == null) {
            return CompletableFuture.failedFuture(
                    new AssertionError("neither an answer nor a reason why there is none"));
        }
        Answer answer = cell.answer();
        Cause<R> cause = causes.get(fault);
        if (answer == null || cause == null) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(new Proof<>(layout, state, cause, answer, drivers.get(0), fault), side);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(device).append(": what becomes of each fault\n\n");
        text.append("Driver: `").append(String.join("`, `", drivers)).append("`. ");
        text.append("Written by the test that proves each cell; [what the words mean](README.md).\n\n| |");
        states.forEach(state -> text.append(' ').append(state.name()).append(" |"));
        text.append("\n|---|").append("---|".repeat(states.size())).append('\n');
        for (Fault fault : Fault.values()) {
            text.append("| **").append(fault.words()).append("** |");
            for (State<R> state : states) {
                Cell cell = cells.getOrDefault(fault, Map.of()).get(state.name());
                String words = cell == null ? "" : cell.words(state.command().isPresent());
                text.append(' ').append(words).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }
}
