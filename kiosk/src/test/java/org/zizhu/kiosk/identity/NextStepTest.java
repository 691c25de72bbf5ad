package org.zizhu.kiosk.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.zizhu.kiosk.identity.NextStep.Enough;
import org.zizhu.kiosk.identity.NextStep.NoWay;
import org.zizhu.kiosk.identity.NextStep.OneOf;

/** The next step in every situation there can be: all demands × all that may have been shown × all that may be open. */
class NextStepTest {

    private static final Demand CARD_OR_CODE =
            new Demand(EnumSet.of(Evidence.ID_CARD, Evidence.QR_CREDENTIAL, Evidence.SOCIAL_SECURITY_CARD), Set.of());

    private static final Demand CARD_AND_PERSON =
            new Demand(Set.of(Evidence.ID_CARD), EnumSet.of(Proof.PRESENCE, Proof.KNOWLEDGE));

    private static final Set<Evidence> ALL = EnumSet.allOf(Evidence.class);

    // --- as a citizen meets it ---------------------------------------------------------------------------------------

    @Test
    void whoHasShownNothing_isAskedForWhatNamesThem_theCardFirst() {
        assertEquals(
                List.of(Evidence.ID_CARD, Evidence.QR_CREDENTIAL, Evidence.SOCIAL_SECURITY_CARD),
                steps(CARD_OR_CODE, Set.of(), ALL));
    }

    @Test
    void whoHasShownTheirCard_isAskedForNothingMore_whereThatIsEnough() {
        assertInstanceOf(Enough.class, NextStep.towards(CARD_OR_CODE, Set.of(Evidence.ID_CARD), Set.of()));
    }

    @Test
    void laterItemThatDemandsMore_asksOnlyForWhatIsMissing() {
        assertEquals(
                List.of(Evidence.FACE, Evidence.PHONE_CODE, Evidence.ATTENDANT),
                steps(CARD_AND_PERSON, Set.of(Evidence.ID_CARD), ALL));
    }

    @Test
    void whoRefusesTheFaceCheck_isOfferedTheCodeToTheirPhone() {
        assertEquals(
                List.of(Evidence.PHONE_CODE),
                steps(CARD_AND_PERSON, Set.of(Evidence.ID_CARD), EnumSet.of(Evidence.ID_CARD, Evidence.PHONE_CODE)));
    }

    @Test
    void faceOfSomebodyWhoHasNotBeenNamed_isNotAskedFor() {
        assertEquals(List.of(Evidence.ID_CARD), steps(CARD_AND_PERSON, Set.of(), ALL));
    }

    @Test
    void cardThatTheItemDoesNotTake_isNoDetour() {
        assertEquals(
                List.of(Evidence.ID_CARD, Evidence.FACE),
                steps(
                        CARD_AND_PERSON,
                        Set.of(Evidence.SOCIAL_SECURITY_CARD),
                        EnumSet.of(Evidence.ID_CARD, Evidence.QR_CREDENTIAL, Evidence.FACE)));
    }

    @Test
    void readerUnplugged_leavesNoWay_whereNothingElseIsTaken() {
        assertInstanceOf(
                NoWay.class,
                NextStep.towards(CARD_AND_PERSON, Set.of(), EnumSet.of(Evidence.FACE, Evidence.PHONE_CODE)));
    }

    // --- in every situation ------------------------------------------------------------------------------------------

    @Test
    void thereIsNoDeadEndWhileOneWayIsOpen_andNoStepWhereNoneIs() {
        everywhere((demand, situation) -> {
            boolean possible = subsets(ALL).stream()
                    .filter(situation.open::containsAll)
                    .anyMatch(more -> demand.metBy(union(situation.shown, more)) && named(situation.shown, more));
            NextStep next = NextStep.towards(demand, situation.shown, situation.open);
            assertEquals(!possible, next instanceof NoWay, situation::toString);
        });
    }

    @Test
    void whateverIsChosenOfWhatIsOffered_theDemandIsMetInTheFewestSteps() {
        everywhere((demand, situation) -> {
            int fewest = subsets(ALL).stream()
                    .filter(situation.open::containsAll)
                    .filter(more -> demand.metBy(union(situation.shown, more)) && named(situation.shown, more))
                    .mapToInt(
                            more -> EnumSet.copyOf(union(more, situation.shown)).size() - situation.shown.size())
                    .min()
                    .orElse(-1);
            if (fewest >= 0) {
                walk(demand, situation.shown, situation.open, fewest, situation::toString);
            }
        });
    }

    @Test
    void demandCanBeMet_whereThereIsAWay_andNowhereElse() {
        everywhere((demand, situation) -> {
            if (situation.shown.isEmpty()) {
                assertEquals(
                        !(NextStep.towards(demand, Set.of(), situation.open) instanceof NoWay),
                        NextStep.canMeet(demand, situation.open),
                        situation::toString);
            }
        });
    }

    @Test
    void whatIsOffered_isOpen_notYetShown_andInTheOrderOfEase() {
        everywhere((demand, situation) -> {
            if (NextStep.towards(demand, situation.shown, situation.open) instanceof OneOf next) {
                assertTrue(situation.open.containsAll(next.steps()), situation::toString);
                assertTrue(next.steps().stream().noneMatch(situation.shown::contains), situation::toString);
                assertEquals(next.steps().stream().sorted().toList(), next.steps(), situation::toString);
            }
        });
    }

    @Test
    void refusingTheFaceCheck_leavesAnotherWay_whereverOneWasBesideIt() {
        everywhere((demand, situation) -> {
            NextStep before = NextStep.towards(demand, situation.shown, situation.open);
            if (before instanceof OneOf offered && offered.steps().contains(Evidence.FACE)) {
                Set<Evidence> without = EnumSet.copyOf(situation.open);
                without.remove(Evidence.FACE);
                boolean code = demand.besides().contains(Proof.KNOWLEDGE) && without.contains(Evidence.PHONE_CODE);
                boolean staff = demand.besides().contains(Proof.PRESENCE) && without.contains(Evidence.ATTENDANT);
                boolean other = code || staff;
                assertEquals(
                        !other,
                        NextStep.towards(demand, situation.shown, without) instanceof NoWay,
                        situation::toString);
            }
        });
    }

    @Test
    void everyDemandForPresence_canBeMetWithoutACamera() {
        // The regulation on face recognition: whoever refuses must be offered another way.
        for (Demand demand : demands()) {
            Set<Evidence> noFace = EnumSet.complementOf(EnumSet.of(Evidence.FACE));
            assertTrue(!(NextStep.towards(demand, Set.of(), noFace) instanceof NoWay), demand::toString);
        }
    }

    // --- the situations ----------------------------------------------------------------------------------------------

    private record Situation(Demand demand, Set<Evidence> shown, Set<Evidence> open) {}

    private static void everywhere(BiConsumer<Demand, Situation> story) {
        for (Demand demand : demands()) {
            for (Set<Evidence> shown : subsets(ALL)) {
                for (Set<Evidence> open : subsets(ALL)) {
                    story.accept(demand, new Situation(demand, shown, open));
                }
            }
        }
    }

    private static void walk(
            Demand demand,
            Set<Evidence> shown,
            Set<Evidence> open,
            int left,
            java.util.function.Supplier<String> where) {
        NextStep next = NextStep.towards(demand, shown, open);
        if (left == 0) {
            assertInstanceOf(Enough.class, next, where);
            return;
        }
        OneOf offered = assertInstanceOf(OneOf.class, next, where);
        assertTrue(!offered.steps().isEmpty(), where);
        for (Evidence step : offered.steps()) {
            walk(demand, union(shown, EnumSet.of(step)), open, left - 1, where);
        }
    }

    /** Nobody can be confirmed before they have been named. */
    private static boolean named(Set<Evidence> shown, Set<Evidence> more) {
        return union(shown, more).stream().anyMatch(Evidence::names);
    }

    private static List<Evidence> steps(Demand demand, Set<Evidence> shown, Set<Evidence> open) {
        return assertInstanceOf(OneOf.class, NextStep.towards(demand, shown, open))
                .steps();
    }

    /** Every demand that can be written in a catalogue, but for what may name somebody: three sets of it. */
    private static List<Demand> demands() {
        List<Demand> demands = new ArrayList<>();
        List<Set<Evidence>> named = List.of(
                EnumSet.of(Evidence.ID_CARD),
                EnumSet.of(Evidence.ID_CARD, Evidence.QR_CREDENTIAL, Evidence.SOCIAL_SECURITY_CARD),
                EnumSet.of(Evidence.ZIZHU_CODE));
        List<Set<Proof>> besides = List.of(
                EnumSet.noneOf(Proof.class),
                EnumSet.of(Proof.PRESENCE),
                EnumSet.of(Proof.KNOWLEDGE),
                EnumSet.of(Proof.PRESENCE, Proof.KNOWLEDGE));
        Consumer<Set<Evidence>> each = by -> besides.forEach(proofs -> demands.add(new Demand(by, proofs)));
        named.forEach(each);
        return demands;
    }

    private static Set<Evidence> union(Set<Evidence> one, Set<Evidence> other) {
        Set<Evidence> both = EnumSet.noneOf(Evidence.class);
        both.addAll(one);
        both.addAll(other);
        return both;
    }

    private static List<Set<Evidence>> subsets(Set<Evidence> of) {
        List<Evidence> all = List.copyOf(of);
        List<Set<Evidence>> subsets = new ArrayList<>();
        for (int bits = 0; bits < 1 << all.size(); bits++) {
            Set<Evidence> subset = EnumSet.noneOf(Evidence.class);
            for (int i = 0; i < all.size(); i++) {
                if ((bits & 1 << i) != 0) {
                    subset.add(all.get(i));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }
}
