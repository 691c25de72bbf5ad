package org.zizhu.fleet.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.zizhu.fleet.operator.Accounts;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.unit.Division;

/** Who may do what: administrators add people to their own division and what lies in it, and take them out. */
final class PeoplePages {

    private static final String PEOPLE = "/people";

    private final Accounts accounts;
    private final Pages pages;

    PeoplePages(Accounts accounts, Pages pages) {
        this.accounts = accounts;
        this.pages = pages;
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session, Fields form) {
        if (!visit.path().equals(PEOPLE) || session.operator().role() != Role.ADMINISTRATOR) {
            return false;
        }
        if (visit.posts()) {
            change(visit, session, form);
        } else {
            show(visit, session, HttpStatus.OK_200, Map.of());
        }
        return true;
    }

    private void change(Visit visit, Session session, Fields form) {
        String name = Dashboard.field(form, "name");
        String actor = session.operator().name();
        boolean theirs = accounts.in(session.operator().division()).stream()
                .anyMatch(operator -> operator.name().equals(name));
        // Who takes themselves out may leave nobody who could let them in again.
        boolean another = theirs && !name.equals(actor);
        Optional<String> password =
                switch (Dashboard.field(form, "deed")) {
                    case "add" -> wanted(session, form).flatMap(operator -> accounts.add(operator, actor));
                    case "reset" -> another ? accounts.reset(name, actor) : Optional.empty();
                    default -> Optional.empty();
                };
        boolean removed = Dashboard.field(form, "deed").equals("remove") && another && accounts.remove(name, actor);
        if (password.isPresent()) {
            show(visit, session, HttpStatus.OK_200, Map.of("fresh", name, "password", password.get()));
        } else if (removed) {
            pages.to(visit, PEOPLE);
        } else {
            show(
                    visit,
                    session,
                    HttpStatus.CONFLICT_409,
                    Map.of(
                            "objection",
                            visit.words()
                                    .say(
                                            "没有做：用户名已有人用或不合规则，区划不在您的管辖内，或者是您自己",
                                            "Not done: the name is taken or can't be one, the division is not yours, or it is yourself")));
        }
    }

    private static Optional<Operator> wanted(Session session, Fields form) {
        String name = Dashboard.field(form, "name");
        String division = Dashboard.field(form, "division");
        Optional<Role> role = Stream.of(Role.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(Dashboard.field(form, "role")))
                .findFirst();
        return Operator.isName(name)
                        && Division.isOne(division)
                        && role.isPresent()
                        && session.operator().may(role.get(), new Division(division))
                ? Optional.of(new Operator(name, role.get(), new Division(division)))
                : Optional.empty();
    }

    private void show(Visit visit, Session session, int status, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "words",
                visit.words(),
                "session",
                session,
                "people",
                accounts.in(session.operator().division()),
                "roles",
                List.of(Role.values()),
                "fresh",
                "",
                "password",
                "",
                "objection",
                ""));
        values.putAll(more);
        pages.show(visit, status, "people", values);
    }
}
