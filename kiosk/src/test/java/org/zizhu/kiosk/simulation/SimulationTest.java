package org.zizhu.kiosk.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.kiosk.simulation.Act.Breaks.Fault;
import org.zizhu.kiosk.simulation.World.Ending;

/** Days of a kiosk, with all that can go wrong; and a kiosk that is broken on purpose, to see that it is found. */
class SimulationTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyInvariantHolds_onDaysThatAreAlwaysTheSame(long seed) {
        holds(seed, 1);
    }

    @Test
    void everyInvariantHolds_onADayThatNobodyHasSeen() {
        holds(new SplittableRandom().nextLong(1_000_000_000L), 1);
    }

    private static void holds(long seed, int days) {
        Simulation simulation = new Simulation(Sabotage.NONE);
        Ending ending = simulation.live(seed, days, () -> {});
        ending.violated().ifPresent(violated -> {
            throw new AssertionError(
                    "seed %d, ./run simulate --days %d --seed %d: %s%n%s"
                            .formatted(
                                    seed,
                                    days,
                                    seed,
                                    violated.getMessage(),
                                    Simulate.told(simulation.story(seed, ending))),
                    violated);
        });
        assertTrue(simulation.tally().visits > 50, () -> simulation.tally().visits + " visits");
    }

    @Test
    void sameSeed_isTheSameStory_toTheLastEntryAndTouch() {
        List<Act> night = new Planner(7)
                .day(0).stream()
                        .filter(act -> act.at().compareTo(Duration.ofHours(3)) < 0)
                        .toList();
        Ending once = new Simulation(Sabotage.NONE).live(night);
        Ending again = new Simulation(Sabotage.NONE).live(night);
        Ending other = new Simulation(Sabotage.NONE).live(night.subList(1, night.size()));

        assertTrue(once.lines().size() > 100, () -> once.lines().toString());
        assertEquals(once.lines(), again.lines());
        assertEquals(once.fingerprint(), again.fingerprint());
        assertNotEquals(once.fingerprint(), other.fingerprint());
    }

    static Stream<Arguments> sabotages() {
        return Stream.of(
                Arguments.of(Sabotage.DROPS_PRINT_INTENTS, "intent before effect"),
                Arguments.of(Sabotage.LOSES_MONEY_MESSAGES, "each fen is accounted for"),
                Arguments.of(Sabotage.LOSES_DELIVERIES, "each document is accounted for"),
                Arguments.of(Sabotage.FORGETS_BLANKS, "each blank is accounted for"),
                Arguments.of(Sabotage.WRITES_A_NAME, "nothing of the citizen stays"),
                Arguments.of(Sabotage.PRINTS_AGAIN, "no effect twice"));
    }

    @ParameterizedTest
    @MethodSource("sabotages")
    void kioskThatIsBroken_isFound_andTheStoryIsShort(Sabotage sabotage, String rule) {
        Simulation simulation = new Simulation(sabotage);
        List<Act> acts = Stream.concat(crowd(), Stream.concat(Stream.of(paper(Duration.ofMinutes(31))), jams()))
                .toList();
        Ending ending = simulation.live(acts);
        assertEquals(rule, ending.violated().map(Violated::rule).orElse("nothing"), () -> ending.lines()
                .toString());

        Shrinker.Story story = new Shrinker(simulation::live, rule).shrink(acts, ending.at());
        assertTrue(story.acts().size() <= 2, () -> Simulate.told(story));
        assertEquals(rule, story.ending().violated().map(Violated::rule).orElse("nothing"));
    }

    private static Stream<Act> crowd() {
        return Stream.of(
                new Act.ClockJumps(Duration.ofMinutes(2), 1, Duration.ofHours(1)),
                new Act.Comes(Duration.ofMinutes(4), 2, Temper.CONFUSED, "case-progress", false),
                new Act.Comes(Duration.ofMinutes(15), 3, Temper.MALICIOUS, "scan-code", false),
                new Act.CallsForHelp(Duration.ofMinutes(16), 4),
                new Act.StaffCome(Duration.ofMinutes(22), 5, Act.StaffCome.Errand.COUNT),
                new Act.Comes(Duration.ofMinutes(28), 6, Temper.STEADY, "business-licence", false));
    }

    /** One citizen after the other, with the printer jammed a little later each time: in one of them it prints. */
    private static Stream<Act> jams() {
        return IntStream.range(4, 16).boxed().flatMap(nth -> {
            Duration at = Duration.ofMinutes(40 + 5L * nth);
            return Stream.of(
                    new Act.Comes(at, 100 + nth, Temper.STEADY, "insurance-certificate", false),
                    new Act.Breaks(at.plusSeconds(2L * nth), 200 + nth, Fault.PRINTER_JAMS, Duration.ofMinutes(1)));
        });
    }

    private static Act paper(Duration at) {
        return new Act.Comes(at, 8, Temper.STEADY, "property-statement", false);
    }
}
