package org.zizhu.fleet.dashboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Enrolment;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Unit;
import org.zizhu.fleet.unit.UnitRegister;

/** How units come in and go: an engineer gives out tokens, agrees to what asks, and takes certificates away. */
final class EnrolmentPages {

    private static final String PATH = "/enrolment";
    /** Long enough to drive to the place. */
    private static final Duration GOOD_FOR = Duration.ofDays(3);

    private final Database database;
    private final Enrolment enrolment;
    private final Pages pages;

    EnrolmentPages(Database database, Enrolment enrolment, Pages pages) {
        this.database = database;
        this.enrolment = enrolment;
        this.pages = pages;
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session, Fields form) {
        if (!visit.path().equals(PATH) || !session.operator().role().mayWhat(Role.ENGINEER)) {
            return false;
        }
        if (!visit.posts()) {
            show(visit, session, HttpStatus.OK_200, Optional.empty(), "");
            return true;
        }
        switch (Dashboard.field(form, "deed")) {
            case "token" -> giveToken(visit, session, form);
            case "approve", "refuse" -> decide(visit, session, form);
            case "revoke" -> revoke(visit, session, form);
            default -> notDone(visit, session);
        }
        return true;
    }

    /** For a unit on record, a replacement; for a new name, the unit is registered first. */
    private void giveToken(Visit visit, Session session, Fields form) {
        String name = Dashboard.field(form, "unit");
        String code = Dashboard.field(form, "division");
        Operator operator = session.operator();
        if (!UnitId.isOne(name)) {
            notDone(visit, session);
            return;
        }
        UnitId unit = new UnitId(name);
        Optional<Unit> known = find(unit);
        if (known.isEmpty() && Division.isOne(code) && operator.may(Role.ENGINEER, new Division(code))) {
            enrolment.register(unit, new Division(code), operator.name());
            known = find(unit);
        }
        Optional<Token> token = known.filter(found -> operator.may(Role.ENGINEER, found.division()))
                .flatMap(found -> enrolment.tokenFor(unit, GOOD_FOR, operator.name()));
        if (token.isPresent()) {
            show(visit, session, HttpStatus.OK_200, token, name);
        } else {
            notDone(visit, session);
        }
    }

    private void decide(Visit visit, Session session, Fields form) {
        Operator operator = session.operator();
        String number = Dashboard.field(form, "number");
        boolean theirs = enrolment.waiting(operator.division()).stream()
                .anyMatch(waiting -> String.valueOf(waiting.number()).equals(number));
        boolean approves = Dashboard.field(form, "deed").equals("approve");
        boolean done = theirs
                && (approves
                        ? enrolment.approve(Long.parseLong(number), operator.name())
                        : enrolment.refuse(Long.parseLong(number), operator.name()));
        if (done) {
            pages.to(visit, PATH);
        } else {
            notDone(visit, session);
        }
    }

    private void revoke(Visit visit, Session session, Fields form) {
        String name = Dashboard.field(form, "unit");
        Operator operator = session.operator();
        boolean done = UnitId.isOne(name)
                && find(new UnitId(name))
                        .filter(unit -> operator.may(Role.ENGINEER, unit.division()))
                        .isPresent()
                && enrolment.revoke(new UnitId(name), operator.name());
        if (done) {
            pages.to(visit, "/units/" + name);
        } else {
            notDone(visit, session);
        }
    }

    private Optional<Unit> find(UnitId unit) {
        return database.read(connection -> UnitRegister.find(connection, unit));
    }

    private void notDone(Visit visit, Session session) {
        Map<String, Object> values = values(visit, session);
        values.put(
                "objection",
                visit.words()
                        .say(
                                "没有做：编号或区划不合规则、不在您的管辖内，或者别人已经处理了",
                                "Not done: the name or division can't be one or is not yours, or somebody else has done it"));
        pages.show(visit, HttpStatus.CONFLICT_409, "enrolment", values);
    }

    private void show(Visit visit, Session session, int status, Optional<Token> token, String unit) {
        Map<String, Object> values = values(visit, session);
        if (token.isPresent()) {
            String line = token.get().line();
            values.put("unit", unit);
            values.put("token", line);
            values.put("code", Matrix.of(line));
            values.put("until", visit.words().moment(token.get().until()));
        }
        pages.show(visit, status, "enrolment", values);
    }

    private Map<String, Object> values(Visit visit, Session session) {
        Map<String, Object> values = new HashMap<>();
        values.put("words", visit.words());
        values.put("session", session);
        values.put("waiting", enrolment.waiting(session.operator().division()));
        return values;
    }
}
