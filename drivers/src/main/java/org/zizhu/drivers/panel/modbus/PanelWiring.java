package org.zizhu.drivers.panel.modbus;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.zizhu.drivers.panel.Panel.Light;
import org.zizhu.drivers.panel.Panel.Sense;

/**
 * What hangs on which channel of the board; channels are counted from 0.
 *
 * @param senses inputs that mean something when their contact is closed (a button, a radar)
 * @param sensesWhenOpen inputs that mean something when their contact is open: a door switch is held closed by its door, and
 *     a tamper loop that is cut reads as tampering
 * @param lights outputs that switch a guide light
 * @param power outputs whose relay takes the power from the device of that name. The device hangs on the relay's
 *     <em>normally closed</em> contact: it has power while the board is off, unplugged or reset.
 * @param powerOff how long such a relay takes the power away
 */
public record PanelWiring(
        Map<Sense, Integer> senses,
        Map<Sense, Integer> sensesWhenOpen,
        Map<Light, Integer> lights,
        Map<String, Integer> power,
        Duration powerOff) {

    public PanelWiring {
        senses = Map.copyOf(senses);
        sensesWhenOpen = Map.copyOf(sensesWhenOpen);
        lights = Map.copyOf(lights);
        power = Map.copyOf(power);
    }

    boolean hasInputs() {
        return !senses.isEmpty() || !sensesWhenOpen.isEmpty();
    }

    boolean hasOutputs() {
        return !lights.isEmpty() || !power.isEmpty();
    }

    /** How many inputs to ask for: whole bytes of them, as the board's manual does. */
    int inputs() {
        Map<Sense, Integer> all = new HashMap<>(senses);
        all.putAll(sensesWhenOpen);
        return wholeBytes(all);
    }

    /** How many outputs to ask for. */
    int outputs() {
        Map<Object, Integer> all = new HashMap<>(lights);
        all.putAll(power);
        return wholeBytes(all);
    }

    private static int wholeBytes(Map<?, Integer> channels) {
        int highest =
                channels.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return (highest / Byte.SIZE + 1) * Byte.SIZE;
    }

    /** What the inputs mean, a closed contact being a set bit. */
    Map<Sense, Boolean> meaning(java.util.BitSet inputs) {
        Map<Sense, Boolean> meaning = new EnumMap<>(Sense.class);
        senses.forEach((sense, channel) -> meaning.put(sense, inputs.get(channel)));
        sensesWhenOpen.forEach((sense, channel) -> meaning.put(sense, !inputs.get(channel)));
        return meaning;
    }
}
