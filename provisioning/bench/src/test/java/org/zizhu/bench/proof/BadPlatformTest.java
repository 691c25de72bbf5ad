package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zizhu.platform.fault.Fault;

/** The real platform ill or away, at each step that needs it. */
class BadPlatformTest extends OnTheTable {

    /** Longer than the kiosk waits for any answer. */
    private static final Fault SLOW = new Fault.Slow(Duration.ofSeconds(20));

    static Stream<Arguments> ills() {
        return Stream.of(
                Arguments.of(SLOW, "platform-slow"),
                Arguments.of(new Fault.ServerError(), "platform-broken"),
                Arguments.of(new Fault.Nonsense(Fault.Kind.HTML), "platform-nonsense"),
                Arguments.of(new Fault.Nonsense(Fault.Kind.WRONG_JSON), "platform-nonsense"));
    }

    @ParameterizedTest
    @MethodSource("ills")
    void illAtIdentification_isTold_andAnotherTryGoesThrough(Fault ill, String trouble) {
        city.faults().at("/v1/identifications", ill);
        troubledBy(trouble);

        city.faults().heal();
        anotherTrySucceeds();
        assertEquals(List.of("genuine"), verdicts());
    }

    @ParameterizedTest
    @MethodSource("ills")
    void illAtIssue_leavesNoValidDocumentThatNobodyHas(Fault ill, String trouble) {
        city.faults().at("/v1/documents", ill);
        troubledBy(trouble);

        city.faults().heal();
        anotherTrySucceeds();
        assertEquals(1, verdicts().stream().filter("genuine"::equals).count());
    }

    @Test
    void answerOfTheIssueLost_theDocumentIsWithdrawn_andAnotherIsIssued() {
        city.faults().at("/v1/documents", new Fault.AnswerLost());
        troubledBy("platform-slow");

        city.faults().heal();
        assertEquals(List.of("revoked"), verdicts());
        anotherTrySucceeds();
        assertEquals(List.of("revoked", "genuine"), verdicts());
        assertTrue(steps().contains("ISSUE UNKNOWN"));
    }

    @Test
    void unreachableAtIdentification_isTold_andTheItemOpensAgainAfterwards() {
        citizen.on("present-card", () -> {}).reaches("present-card");
        city.faults().unreachable();
        citizen.asUsualOn("present-card").goesOn();
        troubledBy("platform-unreachable");

        city.faults().heal();
        anotherTrySucceeds();
    }

    @Test
    void unreachableAtIssue_nothingIsIssued_andAnotherTryGoesThrough() {
        citizen.reaches("confirmation");
        city.faults().unreachable();
        citizen.goesOn();
        troubledBy("platform-unreachable");

        city.faults().heal();
        anotherTrySucceeds();
        assertEquals(List.of("genuine"), verdicts());
    }
}
