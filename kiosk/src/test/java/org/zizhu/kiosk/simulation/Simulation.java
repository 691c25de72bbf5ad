package org.zizhu.kiosk.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zizhu.kiosk.simulation.World.Ending;

/** Days of a kiosk from a seed, each world in a folder of its own in memory; and of a day that goes wrong the shortest story. */
final class Simulation {

    private static final Stage STAGE = new Stage();

    /** On Linux a file system in memory: what is durable for a process is durable there, and nothing waits for a disk. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Sabotage sabotage;
    private final Tally tally = new Tally();

    Simulation(Sabotage sabotage) {
        this.sabotage = sabotage;
    }

    Tally tally() {
        return tally;
    }

    /** Lives through so many days. */
    Ending live(long seed, int days, Runnable eachMidnight) {
        Planner planner = new Planner(seed);
        return inAFolder(folder -> {
            try (World world = new World(folder, STAGE, sabotage, tally, false)) {
                return world.live(planner::day, days, eachMidnight);
            }
        });
    }

    /** Lives through some acts, and keeps what happened. */
    Ending live(List<Act> acts) {
        return inAFolder(folder -> {
            try (World world = new World(folder, STAGE, sabotage, new Tally(), true)) {
                return world.live(acts);
            }
        });
    }

    /** The shortest story found of how it goes wrong. */
    Shrinker.Story story(long seed, Ending wrong) {
        Planner planner = new Planner(seed);
        List<Act> before = new ArrayList<>();
        for (int day = 0; day <= wrong.at().toDays(); day++) {
            planner.day(day).stream()
                    .filter(act -> act.at().compareTo(wrong.at()) <= 0)
                    .forEach(before::add);
        }
        String rule = wrong.violated().map(Violated::rule).orElseThrow();
        return new Shrinker(this::live, rule).shrink(before, wrong.at());
    }

    private interface Told {
        Ending in(Path folder);
    }

    private static Ending inAFolder(Told told) {
        Optional<Path> memory = Optional.of(MEMORY).filter(Files::isWritable);
        try {
            Path folder = memory.isPresent()
                    ? Files.createTempDirectory(memory.get(), "zizhu-simulation")
                    : Files.createTempDirectory("zizhu-simulation");
            try {
                return told.in(folder);
            } finally {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
