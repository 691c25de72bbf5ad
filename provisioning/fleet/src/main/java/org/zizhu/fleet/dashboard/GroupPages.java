package org.zizhu.fleet.dashboard;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.group.Grouped;
import org.zizhu.fleet.group.Groups;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.overview.Mood;
import org.zizhu.fleet.overview.Overview;
import org.zizhu.fleet.overview.UnitSummary;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Division;

/** Groups of units by name: which there are, what each goes by, and who is in it. They are filled from the list of units and from a unit's page. */
final class GroupPages {

    static final String GROUPS = "/groups";

    /** What the list of units posts, with its filters in the address. */
    private static final String FILL = "/groups/fill";

    private static final int VERSIONS_SHOWN = 10;

    private final Database database;
    private final Groups groups;
    private final Pages pages;
    private final InstantSource clock;

    GroupPages(Database database, Groups groups, Pages pages, InstantSource clock) {
        this.database = database;
        this.groups = groups;
        this.pages = pages;
        this.clock = clock;
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session, Fields form) {
        if (visit.path().equals(GROUPS)) {
            if (visit.posts()) {
                make(visit, session, form);
            } else {
                list(visit, session, HttpStatus.OK_200, "");
            }
            return true;
        }
        if (visit.path().equals(FILL) && visit.posts()) {
            fill(visit, session, form);
            return true;
        }
        Optional<Group> group = find(visit.after(GROUPS + "/"), session.operator());
        group.ifPresent(one -> {
            if (visit.posts()) {
                change(visit, session, one, form);
            } else {
                show(visit, session, one, HttpStatus.OK_200, "");
            }
        });
        return group.isPresent();
    }

    private Optional<Group> find(String number, Operator reader) {
        return number.matches(Visit.NUMBER)
                ? database.read(connection -> GroupBook.find(connection, Long.parseLong(number), reader.division()))
                : Optional.empty();
    }

    private void make(Visit visit, Session session, Fields form) {
        String division = Dashboard.field(form, "division");
        Grouped answer = Division.isOne(division)
                ? groups.make(session.operator(), Dashboard.field(form, "name"), new Division(division), List.of())
                : new Grouped.Refused(Grouped.Why.NOT_ALLOWED);
        if (answer instanceof Grouped.Done done) {
            pages.to(visit, GROUPS + "/" + done.number());
        } else if (answer instanceof Grouped.Refused no) {
            list(visit, session, status(no.why()), objection(visit, no.why()));
        }
    }

    /** All that the address asks for goes in, or out; they have to be as many as the operator has seen. */
    private void fill(Visit visit, Session session, Fields form) {
        List<UnitId> units = UnitPages.asked(visit, session, database, clock.instant()).stream()
                .map(unit -> new UnitId(unit.id()))
                .toList();
        if (units.isEmpty() || !Integer.toString(units.size()).equals(Dashboard.field(form, "units"))) {
            list(
                    visit,
                    session,
                    HttpStatus.CONFLICT_409,
                    visit.words()
                            .say(
                                    "没有改动：名单刚刚变了，请回到终端列表核对后再做",
                                    "Nothing was changed: the list of units has changed just now, please go back and look again"));
            return;
        }
        Operator by = session.operator();
        String group = Dashboard.field(form, "group");
        long number = group.matches(Visit.NUMBER) ? Long.parseLong(group) : Among.NO_GROUP;
        Optional<Grouped> answer =
                switch (Dashboard.field(form, "deed")) {
                    case "make" ->
                        Optional.of(groups.make(by, Dashboard.field(form, "name"), visit.division(session), units));
                    case "add" -> Optional.of(groups.add(by, number, units));
                    case "remove" -> Optional.of(groups.remove(by, number, units));
                    default -> Optional.empty();
                };
        if (answer.orElse(null) instanceof Grouped.Done done) {
            pages.to(visit, GROUPS + "/" + done.number());
        } else {
            Grouped.Why why = answer.orElse(null) instanceof Grouped.Refused no ? no.why() : Grouped.Why.NOT_ALLOWED;
            list(visit, session, status(why), objection(visit, why));
        }
    }

    private void change(Visit visit, Session session, Group group, Fields form) {
        Operator by = session.operator();
        String unit = Dashboard.field(form, "unit");
        Optional<List<UnitId>> units = UnitId.isOne(unit) ? Optional.of(List.of(new UnitId(unit))) : Optional.empty();
        Optional<Grouped> answer =
                switch (Dashboard.field(form, "deed")) {
                    case "rename" -> Optional.of(groups.rename(by, group.number(), Dashboard.field(form, "name")));
                    case "empty" -> Optional.of(groups.empty(by, group.number()));
                    case "dissolve" -> Optional.of(groups.dissolve(by, group.number()));
                    case "add" -> units.map(one -> groups.add(by, group.number(), one));
                    case "remove" -> units.map(one -> groups.remove(by, group.number(), one));
                    default -> Optional.empty();
                };
        if (answer.orElse(null) instanceof Grouped.Done) {
            String back = Dashboard.field(form, "back");
            boolean gone = Dashboard.field(form, "deed").equals("dissolve");
            pages.to(visit, Visit.isOwn(back) ? back : gone ? GROUPS : GROUPS + "/" + group.number());
        } else {
            Grouped.Why why = answer.orElse(null) instanceof Grouped.Refused no ? no.why() : Grouped.Why.UNIT_ELSEWHERE;
            show(visit, session, group, status(why), objection(visit, why));
        }
    }

    private void list(Visit visit, Session session, int status, String objection) {
        Map<String, Object> values = values(visit, session, objection);
        values.put(
                "groups",
                database.read(connection ->
                        GroupBook.in(connection, session.operator().division())));
        values.put("mayMake", session.operator().role().mayWhat(Role.OPERATOR));
        pages.show(visit, status, "groups", values);
    }

    private void show(Visit visit, Session session, Group group, int status, String objection) {
        Among among = new Among(session.operator().division(), group.number());
        List<UnitSummary> units = database.read(connection -> Overview.of(connection, among, clock.instant()));
        Map<Mood, Integer> counts = new EnumMap<>(Mood.class);
        units.forEach(unit -> counts.merge(unit.mood(), 1, Integer::sum));
        Map<String, Object> values = values(visit, session, objection);
        values.put("group", group);
        values.put("counts", counts);
        values.put("shares", database.read(connection -> ConfigurationBook.shares(connection, among)));
        values.put(
                "configurations",
                database.read(connection -> ConfigurationBook.latest(connection, among, 0, VERSIONS_SHOWN)));
        values.put("mayChange", session.operator().may(Role.OPERATOR, group.division()));
        values.put("mayPublish", session.operator().may(Role.ENGINEER, group.division()));
        pages.show(visit, status, "group", values);
    }

    private static int status(Grouped.Why why) {
        return switch (why) {
            case NOT_ALLOWED, GROUP_UNKNOWN -> HttpStatus.FORBIDDEN_403;
            case NAME_WRONG, UNIT_ELSEWHERE -> HttpStatus.BAD_REQUEST_400;
            case NAME_TAKEN, NOT_EMPTY -> HttpStatus.CONFLICT_409;
        };
    }

    private static String objection(Visit visit, Grouped.Why why) {
        Words words = visit.words();
        return switch (why) {
            case NOT_ALLOWED, GROUP_UNKNOWN ->
                words.say(
                        "没有改动：您的角色或区划不能改这个分组",
                        "Nothing was changed: your role, or your division, may not do that with this group");
            case NAME_WRONG ->
                words.say(
                        "没有改动：名称应为一行，1 到 " + Group.MOST_CHARACTERS + " 个字，不含长串数字",
                        "Nothing was changed: a name is one line of 1 to " + Group.MOST_CHARACTERS
                                + " characters, without long numbers");
            case NAME_TAKEN ->
                words.say("没有改动：这个区划已有同名的分组", "Nothing was changed: the division has a group of this name");
            case UNIT_ELSEWHERE ->
                words.say(
                        "没有改动：有终端不在这个分组的区划内，或没有这台终端",
                        "Nothing was changed: a unit does not stand in the group's division, or is not there");
            case NOT_EMPTY ->
                words.say("没有解散：分组里还有终端，请先清空", "Not dissolved: there are units in it, please empty it first");
        };
    }

    private static Map<String, Object> values(Visit visit, Session session, String objection) {
        Map<String, Object> values = new HashMap<>();
        values.put("words", visit.words());
        values.put("session", session);
        values.put("objection", objection);
        return values;
    }
}
