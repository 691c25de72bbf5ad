package org.zizhu.fleet.health.rule;

import java.util.ArrayList;
import java.util.List;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Fact.SupplyLevel;

/** Which of a device's supplies are at a level, in the contract's words. */
final class Supplies {

    private Supplies() {}

    static List<Fault> at(SupplyLevel level, Rule rule, Condition unit) {
        List<Fault> faults = new ArrayList<>();
        unit.facts(Fact.OfDevice.class).forEach(device -> {
            Fact.Supplies supplies = device.supplies();
            List<String> those = supplies == null ? List.of() : at(level, supplies);
            if (!those.isEmpty()) {
                faults.add(unit.fault(rule, Thing.device(device.device()), device, those));
            }
        });
        return faults;
    }

    private static List<String> at(SupplyLevel level, Fact.Supplies supplies) {
        List<String> those = new ArrayList<>();
        if (supplies.paper() == level) {
            those.add("paper");
        }
        if (supplies.toner() == level) {
            those.add("toner");
        }
        if (supplies.receiptRoll() == level) {
            those.add("receiptRoll");
        }
        if (supplies.cards() == level) {
            those.add("cards");
        }
        if (supplies.blanks() == level) {
            those.add("blanks");
        }
        return those;
    }
}
