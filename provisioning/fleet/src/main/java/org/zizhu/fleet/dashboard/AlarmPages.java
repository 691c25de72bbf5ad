package org.zizhu.fleet.dashboard;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.health.Alarm;
import org.zizhu.fleet.health.AlarmBook;
import org.zizhu.fleet.health.AlarmFilter;
import org.zizhu.fleet.health.AlarmFilter.Standing;
import org.zizhu.fleet.health.Health;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.report.ServiceNames;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Division;

/** The alarms of somebody's division, and of each who has taken it on. What filters the list stands in its address. */
final class AlarmPages {

    private static final String LIST = "/alarms";
    private static final String TABLE = "/alarms.csv";
    private static final int SHOWN = 100;
    private static final int MOST_IN_A_TABLE = 20_000;
    private static final List<String> FILTERS = List.of("standing", "grade", "rule", "q", "division", "group");

    private final Database database;
    private final Health health;
    private final Pages pages;

    AlarmPages(Database database, Health health, Pages pages) {
        this.database = database;
        this.health = health;
        this.pages = pages;
    }

    /** How many wait for somebody there. */
    long waiting(Division scope) {
        return database.read(
                connection -> AlarmBook.count(connection, new AlarmFilter(scope, Standing.WAITING, null, "", "")));
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session, Fields form) {
        switch (visit.path()) {
            case LIST -> {
                if (visit.posts()) {
                    acknowledge(visit, session, form);
                } else {
                    show(visit, session, HttpStatus.OK_200, "");
                }
            }
            case TABLE -> table(visit, session);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void acknowledge(Visit visit, Session session, Fields form) {
        String number = Dashboard.field(form, "number");
        Optional<Alarm> alarm = number.matches("[0-9]{1,15}")
                ? database.read(connection -> AlarmBook.find(
                        connection, Long.parseLong(number), session.operator().division()))
                : Optional.empty();
        boolean may = alarm.filter(found -> session.operator().may(Role.OPERATOR, found.division()))
                .isPresent();
        if (!may) {
            show(
                    visit,
                    session,
                    HttpStatus.FORBIDDEN_403,
                    visit.words()
                            .say(
                                    "没有受理：您的角色不能受理，或者这个告警超出了您的管辖范围",
                                    "Not acknowledged: your role may not, or the alarm reaches beyond your division"));
        } else if (!health.acknowledge(
                Long.parseLong(number), session.operator().name())) {
            show(
                    visit,
                    session,
                    HttpStatus.CONFLICT_409,
                    visit.words().say("别人已经受理了，或者告警已经解除", "Somebody has it already, or it is over"));
        } else {
            String back = Dashboard.field(form, "back");
            pages.to(visit, Visit.isOwn(back) ? back : LIST);
        }
    }

    private void show(Visit visit, Session session, int status, String objection) {
        Address address = Address.of(visit, LIST, FILTERS);
        AlarmFilter filter = filter(visit, session);
        Map<String, Object> values = new HashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        Map<Grade, Long> grades = new EnumMap<>(Grade.class);
        int first = (address.page() - 1) * SHOWN;
        List<Alarm> alarms = database.read(connection -> {
            for (Standing standing : List.of(Standing.WAITING, Standing.ACKNOWLEDGED, Standing.CLOSED)) {
                counts.put(standing.keyword(), AlarmBook.count(connection, filter.with(standing)));
            }
            for (Grade grade : Grade.values()) {
                grades.put(grade, AlarmBook.count(connection, filter.with(grade)));
            }
            // One more shows whether there is a next page.
            return AlarmBook.list(connection, filter, first, SHOWN + 1);
        });
        values.put("words", visit.words());
        values.put("session", session);
        values.put("address", address);
        values.put("alarms", alarms.subList(0, Math.min(SHOWN, alarms.size())));
        values.put("names", names(visit, alarms));
        values.put("more", alarms.size() > SHOWN);
        values.put("counts", counts);
        values.put("grades", grades);
        values.put("division", filter.scope().division().code());
        values.put(
                "groups",
                database.read(connection ->
                        GroupBook.in(connection, session.operator().division())));
        values.put("objection", objection);
        pages.show(visit, status, "alarms", values);
    }

    private void table(Visit visit, Session session) {
        AlarmFilter filter = filter(visit, session);
        Csv csv = new Csv(
                "number",
                "standing",
                "grade",
                "rule",
                "kind",
                "name",
                "division",
                "unit",
                "units",
                "reasons",
                "effects",
                "since",
                "raised",
                "acknowledged",
                "acknowledged_by",
                "escalated",
                "closed");
        List<Alarm> alarms = database.read(connection -> AlarmBook.list(connection, filter, 0, MOST_IN_A_TABLE));
        Names names = names(visit, alarms);
        for (Alarm alarm : alarms) {
            csv.row(List.of(
                    Long.toString(alarm.number()),
                    (alarm.closed() != null
                                    ? Standing.CLOSED
                                    : alarm.waits() ? Standing.WAITING : Standing.ACKNOWLEDGED)
                            .keyword(),
                    alarm.grade().keyword(),
                    alarm.rule(),
                    alarm.thing().kind().keyword(),
                    names.thing(alarm),
                    alarm.division().code(),
                    alarm.unit() == null ? "" : alarm.unit().value(),
                    Long.toString(alarm.units()),
                    String.join(" ", alarm.reasons()),
                    names.effects(alarm),
                    visit.words().exactly(alarm.since()),
                    visit.words().exactly(alarm.raised()),
                    visit.words().exactly(alarm.acknowledged()),
                    alarm.acknowledgedBy() == null ? "" : alarm.acknowledgedBy(),
                    visit.words().exactly(alarm.escalated()),
                    visit.words().exactly(alarm.closed())));
        }
        pages.table(visit, "alarms.csv", csv);
    }

    private Names names(Visit visit, List<Alarm> alarms) {
        return new Names(
                visit.words(), database.read(connection -> ServiceNames.of(connection, Names.services(alarms))));
    }

    /** What the address asks for; the open ones, where it doesn't say. */
    private static AlarmFilter filter(Visit visit, Session session) {
        String standing = visit.asked("standing");
        String rule = visit.asked("rule");
        return new AlarmFilter(
                visit.among(session),
                standing.equals("all") ? null : Standing.of(standing).orElse(Standing.OPEN),
                Stream.of(Grade.values())
                        .filter(grade -> grade.keyword().equals(visit.asked("grade")))
                        .findFirst()
                        .orElse(null),
                rule,
                visit.asked("q"));
    }
}
