package org.zizhu.kiosk.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.zizhu.drivers.Device;
import org.zizhu.kiosk.journal.JournalFailure;
import org.zizhu.kiosk.stock.Balance;
import org.zizhu.kiosk.stock.Ledger;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.kiosk.stock.Supplies;
import org.zizhu.kiosk.visit.Closures;
import org.zizhu.kiosk.visit.ServiceState;
import org.zizhu.kiosk.visit.Unit;

/** The unit's health, for machines: devices, services, what is open and waiting, supplies, and which screen is shown. */
final class HealthReport {

    private final Unit unit;
    private final Supplies supplies;
    private final Supplier<String> screen;
    private final Supplier<String> fleet;

    HealthReport(Unit unit, Supplies supplies, Supplier<String> screen, Supplier<String> fleet) {
        this.unit = unit;
        this.supplies = supplies;
        this.screen = screen;
        this.fleet = fleet;
    }

    Map<String, Object> now() {
        Map<String, Object> health = new TreeMap<>();
        health.put("terminal", unit.terminal());
        health.put("screen", screen.get());
        health.put("platformReachable", unit.availability().platformReachable());
        health.put("fleet", fleet.get());
        health.put("clockCorrected", unit.clock().corrected());
        health.put(
                "devices",
                unit.cabinet().devices().stream().map(HealthReport::device).toList());
        health.put(
                "services",
                unit.catalogue().items().stream()
                        .map(item -> Map.of(
                                "id",
                                item.id(),
                                "closed",
                                unit.availability().closed(item).orElse("")))
                        .toList());
        unit.cabinet().panel().ifPresent(panel -> health.put("senses", panel.senses()));
        unit.cabinet().powerSupply().ifPresent(supply -> health.put("power", DeviceReport.power(supply)));
        try {
            health.put(
                    "outOfService",
                    new ServiceState(unit.journal())
                            .out()
                            .map(out -> out.reason().keyword())
                            .orElse(""));
            health.put(
                    "closedByCentre",
                    unit.centre().closures().unit().map(Closures.Closed::reason).orElse(""));
            health.put("openTransactions", unit.journal().open().size());
            health.put("messagesWaiting", unit.journal().waitingMessages());
            health.put("supplies", supplies.levels());
            health.put("stock", stock());
            health.put("journal", "ok");
        } catch (JournalFailure e) {
            health.put("journal", "failed");
        }
        return health;
    }

    /** In the words of XFS4IoT's storage units: initial is what was ever loaded. */
    private Map<String, Object> stock() {
        Ledger ledger = new Ledger(unit.journal());
        Map<String, Object> stock = new TreeMap<>();
        for (Store store : Store.of(unit.cabinet())) {
            Balance books = ledger.balance(store);
            stock.put(
                    store.id(),
                    Map.of(
                            "initial", books.loaded(),
                            "count", books.left(),
                            "retained", books.binned(),
                            "threshold", store.threshold(),
                            "books", books,
                            "balanced", books.holds()));
        }
        return stock;
    }

    private static Map<String, Object> device(Device device) {
        var status = device.status();
        return Map.of(
                "name", device.name(),
                "class", device.deviceClass(),
                "state", status.state(),
                "reasons", List.copyOf(status.reasons()),
                "media", status.media(),
                "supplies", status.supplies());
    }
}
