package org.zizhu.fleet.dashboard;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.CommandBook;
import org.zizhu.fleet.command.ContentBook;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.configuration.UnitState;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.Alarm;
import org.zizhu.fleet.health.AlarmBook;
import org.zizhu.fleet.health.Maintenance;
import org.zizhu.fleet.link.Presence;
import org.zizhu.fleet.report.AnchorBook;
import org.zizhu.fleet.report.Present;
import org.zizhu.fleet.report.Readings;
import org.zizhu.fleet.report.ReportBook;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Division;

/**
 * What a unit's page shows besides what is in the register.
 *
 * @param fetched the ids of commands of which something is here
 */
public record UnitDetail(
        @Nullable Presence presence,
        Optional<State> itself,
        List<State> services,
        List<State> devices,
        List<State> links,
        List<Command> orders,
        Set<String> fetched,
        List<Happened> timeline,
        List<Alarm> alarms,
        @Nullable Maintenance maintenance,
        UnitNumbers numbers,
        UnitState configuration,
        AnchorBook.@Nullable Standing log) {

    private static final int MOST_ORDERS = 10;
    private static final int MOST_HAPPENED = 30;
    private static final int MOST_ALARMS = 10;

    /**
     * How something of the unit is.
     *
     * @param kind {@code unit}, {@code device}, {@code link} or {@code service}
     * @param why keywords
     */
    public record State(String kind, String name, String state, Instant since, String why) {

        /** Whether nobody has to see to it. */
        public boolean well() {
            return List.of("inService", "online", "up", "available", "deviceBusy")
                    .contains(state);
        }
    }

    /** Something that the unit has told. */
    public record Happened(Instant at, String kind, String name, String state, String why) {}

    /** The command that has brought the last picture of the display. */
    public Optional<Command> picture() {
        return orders.stream()
                .filter(order -> order.deed() instanceof Deed.Screenshot && fetched.contains(order.id()))
                .findFirst();
    }

    /** Whether the unit could do it, as far as it has said what it can. */
    public boolean can(String command) {
        return presence == null || presence.commands().contains(command);
    }

    /** @param scope the reader's division */
    static UnitDetail of(Connection connection, UnitId unit, Division scope, Instant now) throws SQLException {
        List<Present> present = ReportBook.present(connection, unit);
        return new UnitDetail(
                Presence.of(connection, unit).orElse(null),
                of(present, "unit").stream().findFirst(),
                of(present, "service"),
                of(present, "device"),
                of(present, "link"),
                CommandBook.latest(connection, unit, MOST_ORDERS),
                ContentBook.of(connection, unit),
                Sql.list(
                        connection,
                        "SELECT happened_at, kind, fact FROM report WHERE unit = ? AND kind IN ('unit', 'device', 'link', 'service')"
                                + " ORDER BY received_at DESC, id DESC LIMIT " + MOST_HAPPENED,
                        row -> happened(
                                Instant.ofEpochMilli(row.getLong(1)), Present.fact(row.getString(2), row.getString(3))),
                        unit.value()),
                AlarmBook.of(connection, unit, scope, MOST_ALARMS),
                Maintenance.of(connection, unit, now).orElse(null),
                UnitNumbers.of(Readings.of(connection, unit, now), now),
                ConfigurationBook.of(connection, unit),
                AnchorBook.standing(connection, unit).orElse(null));
    }

    private static List<State> of(List<Present> present, String kind) {
        return present.stream()
                .filter(one -> one.kind().equals(kind))
                .map(one -> new State(kind, one.name(), one.state(), one.since(), why(Present.fact(kind, one.fact()))))
                .toList();
    }

    private static Happened happened(Instant at, Fact fact) {
        if (fact instanceof Fact.OfDevice device) {
            return new Happened(at, "device", device.device(), Json.word(device.state()), why(fact));
        }
        if (fact instanceof Fact.OfLink link) {
            return new Happened(at, "link", link.link(), Json.word(link.state()), why(fact));
        }
        if (fact instanceof Fact.OfService service) {
            return new Happened(at, "service", service.service(), Json.word(service.state()), why(fact));
        }
        return new Happened(at, "unit", "", Json.word(((Fact.OfUnit) fact).state()), why(fact));
    }

    /** The reason, in keywords. */
    static String why(Fact fact) {
        if (fact instanceof Fact.OfDevice device) {
            return String.join(", ", device.reasons());
        }
        if (fact instanceof Fact.OfService service) {
            return service.causes().stream()
                    .map(cause -> cause.reason() == null ? cause.name() : cause.name() + ": " + cause.reason())
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("");
        }
        if (fact instanceof Fact.OfLink link) {
            return link.reason() == null ? "" : link.reason();
        }
        String reason = fact instanceof Fact.OfUnit unit ? unit.reason() : null;
        return reason == null ? "" : reason;
    }
}
