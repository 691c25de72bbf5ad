package org.zizhu.fleet.health.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.configuration.Halt;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Standing;

/**
 * All that the fleet knows of a unit that might be wrong.
 *
 * @param at the moment of the look
 * @param gone when it was last heard; null while it is connected, and before it was heard for the first time
 * @param maintained whether somebody has said that the unit is being worked on: an operator, or staff at the unit
 * @param certificateEnds null where that is a good while off
 * @param halts the rollouts that have stopped by themselves because of this unit
 * @param said what it has told and is not plainly well
 */
public record Condition(
        UnitId unit,
        Division division,
        Standing standing,
        Instant at,
        @Nullable Instant gone,
        boolean maintained,
        @Nullable Instant certificateEnds,
        List<Halt> halts,
        List<Said> said) {

    /** A fact that holds, and since when. */
    public record Said(Fact fact, Instant since) {}

    /** Whether the fleet does not hear it, so that what it said last may be so no more. */
    public boolean silent() {
        return gone != null;
    }

    /** The unit's own state, if it is another than in service. */
    Optional<Fact.OfUnit> itself() {
        return facts(Fact.OfUnit.class).findFirst();
    }

    <F extends Fact> Stream<F> facts(Class<F> type) {
        return said.stream().map(Said::fact).filter(type::isInstance).map(type::cast);
    }

    /** The services that are not as they should be, though nobody has closed them on purpose. */
    public Stream<Fact.OfService> lacking() {
        return facts(Fact.OfService.class)
                .filter(service -> service.state() == Fact.ServiceState.UNAVAILABLE
                        || service.state() == Fact.ServiceState.DEGRADED);
    }

    /** The services that are not as they should be because of this. */
    List<String> lackingBecauseOf(Thing thing) {
        return lacking()
                .filter(service -> Unexplained.causes(service).anyMatch(thing::equals))
                .map(Fact.OfService::service)
                .toList();
    }

    /** Whether it serves nobody, and this fault is a reason for it. */
    boolean isTakenOutBy(Fault fault) {
        return fault.grade() == Grade.DOWN
                && itself().filter(unit -> unit.state() == Fact.UnitState.OUT_OF_SERVICE)
                        .isPresent()
                && !lackingBecauseOf(fault.thing()).isEmpty();
    }

    Fault fault(Rule rule, Thing thing, Instant since, List<String> reasons) {
        Rule.Title title = rule.title();
        return new Fault(title.keyword(), title.grade(), unit, division, thing, reasons, since, List.of(), null);
    }

    /** Something is wrong with what a fact is about, since the fact holds. */
    Fault fault(Rule rule, Thing thing, Fact fact, List<String> reasons) {
        Instant since = said.stream()
                .filter(one -> one.fact().equals(fact))
                .map(Said::since)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("another unit's fact"));
        return fault(rule, thing, since, reasons);
    }

    /** The unit itself is in one of these states. */
    List<Fault> inState(Rule rule, Fact.UnitState... states) {
        return itself()
                .filter(unit -> List.of(states).contains(unit.state()))
                .map(unit ->
                        fault(rule, Thing.ITSELF, unit, unit.reason() == null ? List.of() : List.of(unit.reason())))
                .stream()
                .toList();
    }

    /** Each device in one of these states. */
    List<Fault> devicesIn(Rule rule, Fact.DeviceState... states) {
        return facts(Fact.OfDevice.class)
                .filter(device -> List.of(states).contains(device.state()))
                .map(device -> fault(rule, Thing.device(device.device()), device, device.reasons()))
                .toList();
    }
}
