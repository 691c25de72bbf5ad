package org.zizhu.fleet.dashboard;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.setup.Setup;
import org.zizhu.fleet.setup.Setups;
import org.zizhu.fleet.setup.Wrong;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Unit;
import org.zizhu.fleet.unit.UnitRegister;

/** With what a unit is to be set up: an engineer's, for there is a secret in it. */
final class SetupPages {

    static final String SETUP = "/setup";

    /** What an engineer begins with. */
    private static final String SAMPLE =
            """
            place: { zh: 长沙市芙蓉区政务服务中心, en: "Furong District Service Centre, Changsha" }
            hotline: "12345"
            platform:
              uri: https://platform.example/
              ca-sha256:
              code:
            staff: { division: "%s", list-good-for-hours: 72 }
            devices:
              - { name: id-card-reader, driver: sam-v, port: /dev/serial/by-id/… }
              - { name: document-printer, driver: ipp, uri: "ipp://…/ipp/print" }
            """;

    private final Database database;
    private final Setups setups;
    private final Pages pages;

    SetupPages(Database database, Setups setups, Pages pages) {
        this.database = database;
        this.setups = setups;
        this.pages = pages;
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session, Fields form) {
        String named = visit.after(UnitPages.UNIT);
        if (!named.endsWith(SETUP)) {
            return false;
        }
        String id = named.substring(0, named.length() - SETUP.length());
        Optional<Unit> unit = UnitId.isOne(id)
                ? database.read(connection -> UnitRegister.find(connection, new UnitId(id)))
                        .filter(known -> session.operator().may(Role.ENGINEER, known.division()))
                : Optional.empty();
        if (unit.isEmpty()) {
            return false;
        }
        if (!visit.posts()) {
            show(visit, session, unit.get(), HttpStatus.OK_200, null, "");
            return true;
        }
        if (Dashboard.field(form, "deed").equals("remove")) {
            setups.remove(unit.get().id(), session.operator().name());
            pages.to(visit, UnitPages.UNIT + id + SETUP);
            return true;
        }
        String text = Dashboard.field(form, "setup");
        Optional<Wrong> wrong =
                setups.keep(unit.get().id(), text, session.operator().name());
        if (wrong.isPresent()) {
            show(visit, session, unit.get(), HttpStatus.BAD_REQUEST_400, text, objection(visit.words(), wrong.get()));
        } else {
            pages.to(visit, UnitPages.UNIT + id + SETUP);
        }
        return true;
    }

    private static String objection(Words words, Wrong wrong) {
        return words.say(
                "没有保存。第 " + wrong.line() + " 行：" + wrong.chinese(),
                "Not saved. Line " + wrong.line() + ": " + wrong.english());
    }

    private void show(Visit visit, Session session, Unit unit, int status, @Nullable String draft, String objection) {
        Optional<Setup> kept = setups.of(unit.id());
        Map<String, Object> values = new HashMap<>();
        values.put("words", visit.words());
        values.put("session", session);
        values.put("unit", unit);
        kept.ifPresent(setup -> values.put("setup", setup));
        values.put(
                "draft",
                draft == null
                        ? kept.map(Setup::text)
                                .orElse(SAMPLE.formatted(unit.division().code()))
                        : draft);
        values.put("objection", objection);
        pages.show(visit, status, "unit-setup", values);
    }
}
