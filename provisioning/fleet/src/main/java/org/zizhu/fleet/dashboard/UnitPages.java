package org.zizhu.fleet.dashboard;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Unit;
import org.zizhu.fleet.unit.UnitRegister;

/** The list of units, and a page for each. What filters the list stands in its address. */
final class UnitPages {

    /** A screenful or two; more are found by filtering. */
    private static final int SHOWN = 100;

    /** An order that the unit can't begin by then is worth nothing any more: somebody else has looked. */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final String LIST = "/";
    private static final String UNIT = "/units/";

    private final Database database;
    private final Commands commands;
    private final Pages pages;

    UnitPages(Database database, Commands commands, Pages pages) {
        this.database = database;
        this.commands = commands;
        this.pages = pages;
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session, Fields form) {
        if (visit.path().equals(LIST)) {
            list(visit, session);
            return true;
        }
        String id = visit.after(UNIT);
        if (!UnitId.isOne(id)) {
            return false;
        }
        Optional<Unit> unit = database.read(connection -> UnitRegister.find(connection, new UnitId(id)))
                // Whether there is one elsewhere is nobody else's business.
                .filter(known -> session.operator().may(Role.VIEWER, known.division()));
        if (unit.isEmpty()) {
            return false;
        }
        if (visit.posts()) {
            order(visit, session, unit.get(), form);
        } else {
            show(visit, session, unit.get(), HttpStatus.OK_200, "");
        }
        return true;
    }

    private void list(Visit visit, Session session) {
        String wantedMood = visit.asked("mood");
        String wantedText = visit.asked("q").toLowerCase(Locale.ROOT);
        Division own = session.operator().division();
        Division division = Optional.of(visit.asked("division"))
                .filter(Division::isOne)
                .map(Division::new)
                .filter(asked -> asked.within(own))
                .orElse(own);
        List<UnitSummary> all = database.read(connection -> Overview.of(connection, division));
        Map<Mood, Integer> counts = new EnumMap<>(Mood.class);
        all.forEach(unit -> counts.merge(unit.mood(), 1, Integer::sum));
        List<UnitSummary> found = all.stream()
                .filter(unit -> wantedMood.isEmpty() || unit.mood().keyword().equals(wantedMood))
                .filter(unit -> unit.id().toLowerCase(Locale.ROOT).contains(wantedText))
                .toList();
        Map<String, Object> values = values(visit, session);
        values.put("units", found.subList(0, Math.min(SHOWN, found.size())));
        values.put("found", found.size());
        values.put("total", all.size());
        values.put("counts", counts);
        values.put("mood", wantedMood);
        values.put("text", visit.asked("q"));
        values.put("division", division.code());
        pages.show(visit, HttpStatus.OK_200, "units", values);
    }

    private void show(Visit visit, Session session, Unit unit, int status, String objection) {
        Map<String, Object> values = values(visit, session);
        values.put("unit", unit);
        values.put("detail", database.read(connection -> UnitDetail.of(connection, unit.id())));
        values.put("key", UUID.randomUUID().toString());
        values.put("mayOrder", session.operator().may(Role.OPERATOR, unit.division()));
        values.put("mayRevoke", session.operator().may(Role.ENGINEER, unit.division()));
        values.put("objection", objection);
        pages.show(visit, status, "unit", values);
    }

    private void order(Visit visit, Session session, Unit unit, Fields form) {
        Optional<Deed> deed = deed(Dashboard.field(form, "deed"));
        if (deed.isEmpty() || !session.operator().may(Role.OPERATOR, unit.division())) {
            show(
                    visit,
                    session,
                    unit,
                    HttpStatus.FORBIDDEN_403,
                    visit.words().say("您的角色不能下达这个命令", "Your role may not order that"));
            return;
        }
        Ordered ordered = commands.order(
                unit.id(),
                deed.get(),
                Dashboard.field(form, "key"),
                GOOD_FOR,
                session.operator().name());
        if (ordered instanceof Ordered.Refused) {
            show(
                    visit,
                    session,
                    unit,
                    HttpStatus.CONFLICT_409,
                    visit.words().say("这台终端现在不接受命令", "This unit takes no orders at present"));
        } else {
            pages.to(visit, UNIT + unit.id());
        }
    }

    private static Optional<Deed> deed(String name) {
        return switch (name) {
            case "close-unit" -> Optional.of(new Deed.CloseUnit("by-operator"));
            case "open-unit" -> Optional.of(new Deed.OpenUnit());
            case "restart" -> Optional.of(new Deed.Restart());
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> values(Visit visit, Session session) {
        Map<String, Object> values = new HashMap<>();
        values.put("words", visit.words());
        values.put("session", session);
        return values;
    }
}
