package org.zizhu.fleet.health.rule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.unit.Division;

/**
 * Something that is wrong with a unit at present, as one rule sees it.
 *
 * @param rule the rule's keyword
 * @param division where the unit stands
 * @param reasons keywords, the most important first; none where nobody knows more
 * @param since when it began, by the fleet's clock
 * @param effects the services that it takes away or spoils, by name; {@link #WHOLE_UNIT} where it is all of them
 * @param around where all of it is one alarm, however many units have it; null where it is the unit's own
 */
public record Fault(
        String rule,
        Grade grade,
        UnitId unit,
        Division division,
        Thing thing,
        List<String> reasons,
        Instant since,
        List<String> effects,
        @Nullable Division around) {

    /** The effect of what puts the whole unit out of service. */
    public static final String WHOLE_UNIT = "-";

    /** Which fault it is, however often it is seen. */
    public record Key(String rule, Thing thing, UnitId unit) {}

    public Key key() {
        return new Key(rule, thing, unit);
    }

    public Fault withEffects(List<String> services) {
        return new Fault(rule, grade, unit, division, thing, reasons, since, services, around);
    }

    /** The same, of something that is there once for all units of that division. */
    Fault onceIn(Division whole) {
        return new Fault(rule, grade, unit, division, thing, reasons, since, effects, whole);
    }
}
