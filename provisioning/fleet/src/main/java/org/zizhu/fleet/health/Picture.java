package org.zizhu.fleet.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.configuration.Halt;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.health.rule.CertificateEnding;
import org.zizhu.fleet.health.rule.Condition;
import org.zizhu.fleet.health.rule.Diagnosis;
import org.zizhu.fleet.health.rule.Fault;
import org.zizhu.fleet.health.rule.Rule;
import org.zizhu.fleet.report.Present;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Standing;

/**
 * The whole fleet at one moment: what is wrong, and which alarms there are.
 *
 * @param enrolled how many units stand in each division, those in maintenance not counted
 */
record Picture(Map<Fault.Key, Finding> findings, Map<Division, Integer> enrolled, List<AlarmBook.Open> alarms) {

    /**
     * A fault that is there.
     *
     * @param held whether it is no time to begin an alarm for it, though one that there is goes on: the unit is being worked on, or isn't
     *     heard
     */
    record Finding(Fault fault, boolean held) {}

    static Picture of(Connection connection, Rulebook rulebook, Instant now) throws SQLException {
        Map<Fault.Key, Finding> findings = new HashMap<>();
        Map<Division, Integer> enrolled = new HashMap<>();
        Map<String, Rule> rules = new HashMap<>();
        List<Rule> lookedFor = rulebook.lookedFor();
        lookedFor.forEach(rule -> rules.put(rule.title().keyword(), rule));
        for (Condition unit : conditions(connection, now)) {
            if (unit.standing() == Standing.ENROLLED && !unit.maintained()) {
                enrolled.merge(unit.division(), 1, Integer::sum);
            }
            for (Fault fault : Diagnosis.of(unit, lookedFor)) {
                Rule rule = rules.get(fault.rule());
                if (rule != null && !isWanted(fault, rulebook)) {
                    boolean held = (unit.maintained() && !rule.speaksInMaintenance())
                            || (unit.silent() && !rule.speaksInSilence());
                    findings.put(fault.key(), new Finding(fault, held));
                }
            }
        }
        return new Picture(findings, enrolled, AlarmBook.open(connection));
    }

    /** Whether somebody has it so on purpose. */
    private static boolean isWanted(Fault fault, Rulebook rulebook) {
        return !fault.reasons().isEmpty() && rulebook.of(fault.rule()).except().containsAll(fault.reasons());
    }

    private static Collection<Condition> conditions(Connection connection, Instant now) throws SQLException {
        Map<String, List<Condition.Said>> said = said(connection);
        Map<String, Instant> ending = ending(connection, now);
        Map<String, List<Halt>> halts = ConfigurationBook.halts(connection).stream()
                .collect(Collectors.groupingBy(halt -> halt.unit().value()));
        return Sql.list(
                connection,
                "SELECT u.id, u.division, u.standing, p.gone_at, m.until FROM unit u LEFT JOIN presence p ON p.unit = u.id"
                        + " LEFT JOIN maintenance m ON m.unit = u.id WHERE u.standing IN ('enrolled', 'quarantined')",
                row -> {
                    String id = row.getString(1);
                    List<Condition.Said> told = said.getOrDefault(id, List.of());
                    OptionalLong gone = Sql.optionalLong(row, "gone_at");
                    OptionalLong until = Sql.optionalLong(row, "until");
                    return new Condition(
                            new UnitId(id),
                            new Division(row.getString(2)),
                            Standing.of(row.getString(3)),
                            now,
                            gone.isPresent() ? Instant.ofEpochMilli(gone.getAsLong()) : null,
                            (until.isPresent() && until.getAsLong() > now.toEpochMilli()) || byStaff(told),
                            ending.get(id),
                            halts.getOrDefault(id, List.of()),
                            told);
                });
    }

    private static boolean byStaff(List<Condition.Said> told) {
        return told.stream()
                .anyMatch(one -> one.fact() instanceof Fact.OfUnit unit && unit.state() == Fact.UnitState.MAINTENANCE);
    }

    private static Map<String, List<Condition.Said>> said(Connection connection) throws SQLException {
        record Row(String unit, Condition.Said said) {}
        Map<String, List<Condition.Said>> byUnit = new HashMap<>();
        Sql.list(
                        connection,
                        "SELECT unit, kind, since, fact FROM present WHERE remarkable = 1",
                        row -> new Row(
                                row.getString(1),
                                new Condition.Said(
                                        Present.fact(row.getString(2), row.getString(4)),
                                        Instant.ofEpochMilli(row.getLong(3)))))
                .forEach(row -> byUnit.computeIfAbsent(row.unit, unused -> new ArrayList<>())
                        .add(row.said));
        return byUnit;
    }

    /** When the last good certificate of a unit ends, where that is soon. */
    private static Map<String, Instant> ending(Connection connection, Instant now) throws SQLException {
        record Row(String unit, Instant ends) {}
        Map<String, Instant> ending = new HashMap<>();
        Sql.list(
                        connection,
                        "SELECT unit, max(expires_at) FROM certificate WHERE standing = 'good' GROUP BY unit"
                                + " HAVING max(expires_at) < ?",
                        row -> new Row(row.getString(1), Instant.ofEpochMilli(row.getLong(2))),
                        now.plus(CertificateEnding.NOTICE).toEpochMilli())
                .forEach(row -> ending.put(row.unit, row.ends));
        return ending;
    }
}
