package org.zizhu.fleet.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zizhu.fleet.command.CommandBook;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Sql;

/** What units have reported, each report once, and what is so at present. Each method is part of its caller's transaction. */
public final class ReportBook {

    /**
     * A report that was understood.
     *
     * @param json the fact as it is kept: written by whoever heard it, for the one thread that writes has the most to do
     */
    public record Entry(long seq, String kind, Dated dated, Fact fact, String json) {

        public Entry(long seq, String kind, Dated dated, Fact fact) {
            this(seq, kind, dated, fact, Json.write(fact));
        }
    }

    /** The unit itself, among its devices, links and services. */
    public static final String ITSELF = "-";

    private ReportBook() {}

    /** The last number of the journal that is durable; 0 for none. */
    public static long acknowledged(Connection connection, UnitId unit, String journal) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT acknowledged FROM journal WHERE unit = ? AND journal = ?",
                        row -> row.getLong(1),
                        unit.value(),
                        journal)
                .orElse(0L);
    }

    /** Whether anything at all is known of what the unit has. */
    public static boolean knows(Connection connection, UnitId unit) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM present WHERE unit = ?", unit.value()) > 0;
    }

    /**
     * Keeps what is new of these and takes the journal's number on to the last; those that were kept before are passed over.
     *
     * @param last the number of the last report of the frame, understood or not
     */
    public static void keep(
            Connection connection, UnitId unit, String journal, List<Entry> entries, long last, Instant received)
            throws SQLException {
        long before = acknowledged(connection, unit, journal);
        for (Entry entry : entries) {
            if (entry.seq > before && entry.fact instanceof Fact.Anchor anchor) {
                AnchorBook.keep(connection, unit, anchor, received);
            } else if (entry.seq > before) {
                keep(connection, unit, journal, entry, received);
                apply(connection, unit, entry);
            }
        }
        if (last > before) {
            Sql.run(
                    connection,
                    "INSERT INTO journal (unit, journal, acknowledged) VALUES (?, ?, ?)"
                            + " ON CONFLICT (unit, journal) DO UPDATE SET acknowledged = excluded.acknowledged",
                    unit.value(),
                    journal,
                    last);
        }
    }

    /** What is so at present with the unit, by kind and name. */
    public static List<Present> present(Connection connection, UnitId unit) throws SQLException {
        return Sql.list(
                connection,
                "SELECT * FROM present WHERE unit = ? ORDER BY kind, name",
                row -> new Present(
                        row.getString("kind"),
                        row.getString("name"),
                        row.getString("state"),
                        Instant.ofEpochMilli(row.getLong("since")),
                        row.getString("fact")),
                unit.value());
    }

    private static void keep(Connection connection, UnitId unit, String journal, Entry entry, Instant received)
            throws SQLException {
        Sql.run(
                connection,
                "INSERT INTO report (unit, journal, seq, kind, happened_at, certain, received_at, fact)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                unit.value(),
                journal,
                entry.seq,
                entry.kind,
                entry.dated.at().toEpochMilli(),
                entry.dated.certain() ? 1 : 0,
                received.toEpochMilli(),
                entry.json);
    }

    private static void apply(Connection connection, UnitId unit, Entry entry) throws SQLException {
        Instant at = entry.dated.at();
        Fact fact = entry.fact;
        if (fact instanceof Fact.Snapshot snapshot) {
            apply(connection, unit, snapshot, at);
        } else if (fact instanceof Fact.OfCommand stage) {
            CommandBook.advance(connection, unit, stage, at);
        } else if (fact instanceof Fact.OfConfiguration configuration) {
            ConfigurationBook.reached(connection, unit, configuration, at);
        } else if (!(fact instanceof Fact.Telemetry)) {
            set(connection, unit, fact, entry.json, at);
        }
    }

    private static void apply(Connection connection, UnitId unit, Fact.Snapshot snapshot, Instant at)
            throws SQLException {
        set(connection, unit, snapshot.unit(), at);
        forget(connection, unit, "device", names(snapshot.devices(), Fact.OfDevice::device));
        forget(connection, unit, "link", names(snapshot.links(), Fact.OfLink::link));
        forget(connection, unit, "service", names(snapshot.services(), Fact.OfService::service));
        for (Fact device : snapshot.devices()) {
            set(connection, unit, device, at);
        }
        for (Fact link : snapshot.links()) {
            set(connection, unit, link, at);
        }
        for (Fact service : snapshot.services()) {
            set(connection, unit, service, at);
        }
    }

    private static <F> Set<String> names(List<F> facts, Function<F, String> name) {
        return facts.stream().map(name).collect(Collectors.toSet());
    }

    private static void forget(Connection connection, UnitId unit, String kind, Set<String> kept) throws SQLException {
        List<String> known = Sql.list(
                connection,
                "SELECT name FROM present WHERE unit = ? AND kind = ?",
                row -> row.getString(1),
                unit.value(),
                kind);
        for (String name : known) {
            if (!kept.contains(name)) {
                Sql.run(
                        connection,
                        "DELETE FROM present WHERE unit = ? AND kind = ? AND name = ?",
                        unit.value(),
                        kind,
                        name);
            }
        }
    }

    private static void set(Connection connection, UnitId unit, Fact fact, Instant at) throws SQLException {
        set(connection, unit, fact, Json.write(fact), at);
    }

    /** A state that is told again has been so since it was told first. */
    private static void set(Connection connection, UnitId unit, Fact fact, String json, Instant at)
            throws SQLException {
        Present now = Present.of(fact, json, at);
        Sql.run(
                connection,
                "INSERT INTO present (unit, kind, name, state, since, fact, remarkable) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (unit, kind, name) DO UPDATE SET fact = excluded.fact, state = excluded.state,"
                        + " remarkable = excluded.remarkable,"
                        + " since = CASE WHEN present.state = excluded.state THEN present.since ELSE excluded.since END",
                unit.value(),
                now.kind(),
                now.name(),
                now.state(),
                at.toEpochMilli(),
                now.fact(),
                Present.remarkable(fact) ? 1L : 0L);
    }
}
