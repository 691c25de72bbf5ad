package org.zizhu.fleet.dashboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.zizhu.fleet.operator.Accounts;
import org.zizhu.fleet.operator.ApiTokens;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.unit.Division;

/** Who may do what: administrators add people to their own division and what lies in it, and take them out. */
final class PeoplePages {

    private static final String PEOPLE = "/people";

    private final Accounts accounts;
    private final ApiTokens tokens;
    private final Pages pages;

    PeoplePages(Accounts accounts, ApiTokens tokens, Pages pages) {
        this.accounts = accounts;
        this.tokens = tokens;
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
                    case "give-token" -> token(session, form);
                    case "reset" -> another ? accounts.reset(name, actor) : Optional.empty();
                    default -> Optional.empty();
                };
        boolean removed =
                switch (Dashboard.field(form, "deed")) {
                    case "remove" -> another && accounts.remove(name, actor);
                    case "withdraw-token" ->
                        tokens.in(session.operator().division()).stream()
                                        .anyMatch(given -> given.holder().name().equals(name))
                                && tokens.withdraw(name, actor);
                    default -> false;
                };
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

    /** For a program: it may see, or do what an operator or an engineer may. */
    private Optional<String> token(Session session, Fields form) {
        Optional<String> holder = ApiTokens.holder(Dashboard.field(form, "name"));
        String days = Dashboard.field(form, "days");
        String division = Dashboard.field(form, "division");
        Role role =
                switch (Dashboard.field(form, "role")) {
                    case "operator" -> Role.OPERATOR;
                    case "engineer" -> Role.ENGINEER;
                    default -> Role.VIEWER;
                };
        return holder.isPresent()
                        && days.matches("[1-9][0-9]{0,2}")
                        && Integer.parseInt(days) <= ApiTokens.LONGEST.toDays()
                        && Division.isOne(division)
                        && session.operator().may(role, new Division(division))
                ? tokens.give(
                        new Operator(holder.get(), role, new Division(division)),
                        Duration.ofDays(Integer.parseInt(days)),
                        session.operator().name())
                : Optional.empty();
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
                "tokens",
                tokens.in(session.operator().division()),
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
