package org.zizhu.drivers.blank.composed;

import java.util.EnumSet;
import java.util.Set;
import org.zizhu.drivers.blank.BlankPrinter.Place;
import org.zizhu.drivers.blank.composed.BlankWiring.Sensor;

/** One look at all sensors of the mechanism: those that are active. */
record Sensed(Set<Sensor> active) {

    /** Where a blank can be, the nearest to the citizen first: what is farthest on its way is the one that matters. */
    private static final Set<Sensor> WAY = EnumSet.of(Sensor.AT_READER, Sensor.AT_PRINTER, Sensor.AT_OUTLET);

    Sensed {
        active = Set.copyOf(active);
    }

    boolean is(Sensor sensor) {
        return active.contains(sensor);
    }

    Place place() {
        if (is(Sensor.AT_OUTLET)) {
            return Place.OUTLET;
        } else if (is(Sensor.AT_PRINTER)) {
            return Place.PRINTER;
        }
        return is(Sensor.AT_READER) ? Place.READER : Place.NONE;
    }

    /** Whether nothing is on the way. */
    boolean free() {
        return WAY.stream().noneMatch(this::is);
    }
}
