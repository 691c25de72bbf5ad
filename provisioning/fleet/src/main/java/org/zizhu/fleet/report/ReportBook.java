package org.zizhu.fleet.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
     * Reports that came together.
     *
     * @param last the number of the last of them, understood or not
     */
    public record Frame(UnitId unit, String journal, List<Entry> entries, long last, Instant received) {}

    private record Journal(String unit, String name) {}

    /** Keeps what is new of these and takes each journal's number on to the last; what was kept before is passed over. */
    public static void keep(Connection connection, List<Frame> frames) throws SQLException {
        Map<Journal, Long> acknowledged = new HashMap<>();
        var unused = Sql.among(
                connection,
                "SELECT unit, journal, acknowledged FROM journal WHERE unit IN (*)",
                row -> acknowledged.put(new Journal(row.getString(1), row.getString(2)), row.getLong(3)),
                frames.stream().map(frame -> frame.unit.value()).collect(Collectors.toSet()));
        Set<Journal> further = new LinkedHashSet<>();
        Batch batch = new Batch(connection);
        for (Frame frame : frames) {
            Journal journal = new Journal(frame.unit.value(), frame.journal);
            long before = acknowledged.getOrDefault(journal, 0L);
            for (Entry entry : frame.entries) {
                if (entry.seq > before) {
                    batch.keep(frame, entry);
                }
            }
            if (frame.last > before) {
                acknowledged.put(journal, frame.last);
                further.add(journal);
            }
        }
        batch.write();
        Sql.runAll(
                connection,
                "INSERT INTO journal (unit, journal, acknowledged) VALUES (?, ?, ?)"
                        + " ON CONFLICT (unit, journal) DO UPDATE SET acknowledged = excluded.acknowledged",
                further.stream()
                        .map(journal ->
                                List.<Object>of(journal.unit, journal.name, acknowledged.getOrDefault(journal, 0L)))
                        .toList());
    }

    /** Rows that are written together. What a fact means beyond its row, it means after those before it. */
    private static final class Batch {

        private final Connection connection;
        private final List<List<Object>> reports = new ArrayList<>();
        private final List<List<Object>> present = new ArrayList<>();

        Batch(Connection connection) {
            this.connection = connection;
        }

        void keep(Frame frame, Entry entry) throws SQLException {
            UnitId unit = frame.unit;
            Instant at = entry.dated.at();
            Fact fact = entry.fact;
            if (fact instanceof Fact.Anchor anchor) {
                AnchorBook.keep(connection, unit, anchor, frame.received);
                return;
            }
            reports.add(List.of(
                    unit.value(),
                    frame.journal,
                    entry.seq,
                    entry.kind,
                    at.toEpochMilli(),
                    entry.dated.certain() ? 1 : 0,
                    frame.received.toEpochMilli(),
                    entry.json));
            if (fact instanceof Fact.Snapshot snapshot) {
                write();
                apply(unit, snapshot, at);
            } else if (fact instanceof Fact.OfCommand stage) {
                CommandBook.advance(connection, unit, stage, at);
            } else if (fact instanceof Fact.OfConfiguration configuration) {
                ConfigurationBook.reached(connection, unit, configuration, at);
            } else if (!(fact instanceof Fact.Telemetry)) {
                set(unit, fact, entry.json, at);
            }
        }

        private void apply(UnitId unit, Fact.Snapshot snapshot, Instant at) throws SQLException {
            forget(connection, unit, "device", names(snapshot.devices(), Fact.OfDevice::device));
            forget(connection, unit, "link", names(snapshot.links(), Fact.OfLink::link));
            forget(connection, unit, "service", names(snapshot.services(), Fact.OfService::service));
            set(unit, snapshot.unit(), at);
            snapshot.devices().forEach(device -> set(unit, device, at));
            snapshot.links().forEach(link -> set(unit, link, at));
            snapshot.services().forEach(service -> set(unit, service, at));
        }

        private void set(UnitId unit, Fact fact, Instant at) {
            set(unit, fact, Json.write(fact), at);
        }

        private void set(UnitId unit, Fact fact, String json, Instant at) {
            Present now = Present.of(fact, json, at);
            present.add(List.of(
                    unit.value(),
                    now.kind(),
                    now.name(),
                    now.state(),
                    at.toEpochMilli(),
                    now.fact(),
                    Present.remarkable(fact) ? 1L : 0L));
        }

        void write() throws SQLException {
            Sql.runAll(
                    connection,
                    "INSERT INTO report (unit, journal, seq, kind, happened_at, certain, received_at, fact)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    reports);
            reports.clear();
            // A state that is told again has been so since it was told first.
            Sql.runAll(
                    connection,
                    "INSERT INTO present (unit, kind, name, state, since, fact, remarkable) VALUES (?, ?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (unit, kind, name) DO UPDATE SET fact = excluded.fact, state = excluded.state,"
                            + " remarkable = excluded.remarkable,"
                            + " since = CASE WHEN present.state = excluded.state THEN present.since ELSE excluded.since END",
                    present);
            present.clear();
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
}
