package org.zizhu.fleet.dashboard;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.configuration.Configuration;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.configuration.Content;
import org.zizhu.fleet.configuration.Published;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Division;

/** By what units should go: the versions, how far each has come, and a new one. */
final class ConfigurationPages {

    static final String CONFIGURATIONS = "/configurations";

    private static final int SHOWN = 50;
    private static final int MOST_TITLE_CHARACTERS = 60;
    private static final int MOST_FIRST_UNITS = 100;
    private static final List<String> FIELDS = List.of(
            "division",
            "group",
            "title",
            "hotline",
            "idleSeconds",
            "stockWarningDays",
            "opens",
            "closes",
            "items",
            "catalogue",
            "firstUnits");

    private final Database database;
    private final Configurations configurations;
    private final Pages pages;

    ConfigurationPages(Database database, Configurations configurations, Pages pages) {
        this.database = database;
        this.configurations = configurations;
        this.pages = pages;
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session, Fields form) {
        if (visit.path().equals(CONFIGURATIONS)) {
            if (visit.posts()) {
                publish(visit, session, form);
            } else {
                list(visit, session, HttpStatus.OK_200, draft(visit, session), "");
            }
            return true;
        }
        Optional<Configuration> found = find(visit.after(CONFIGURATIONS + "/"), session);
        found.ifPresent(one -> {
            if (visit.posts()) {
                change(visit, session, one, Dashboard.field(form, "deed"));
            } else {
                show(visit, session, one, HttpStatus.OK_200, "");
            }
        });
        return found.isPresent();
    }

    private Optional<Configuration> find(String version, Session session) {
        return version.matches("[0-9]{1,15}")
                ? database.read(connection -> ConfigurationBook.find(
                        connection, Long.parseLong(version), session.operator().division()))
                : Optional.empty();
    }

    private void list(Visit visit, Session session, int status, Map<String, String> draft, String objection) {
        Map<String, Object> values = values(visit, session, objection);
        values.put(
                "configurations",
                database.read(connection ->
                        ConfigurationBook.latest(connection, session.operator().division(), SHOWN)));
        values.put("mayPublish", session.operator().role().mayWhat(Role.ENGINEER));
        values.put("draft", draft);
        values.put(
                "groups",
                database
                        .read(connection ->
                                GroupBook.in(connection, session.operator().division()))
                        .stream()
                        .filter(group -> session.operator().may(Role.ENGINEER, group.division()))
                        .toList());
        values.put(
                "begun",
                !objection.isEmpty()
                        || !visit.asked("from").isEmpty()
                        || !visit.asked("group").isEmpty());
        pages.show(visit, status, "configurations", values);
    }

    private void show(Visit visit, Session session, Configuration one, int status, String objection) {
        Map<String, Object> values = values(visit, session, objection);
        values.put("configuration", one);
        values.put("former", former(one).map(Configuration::version).orElse(0L));
        values.put(
                "units",
                database.read(connection -> ConfigurationBook.units(
                        connection, one.version(), session.operator().division())));
        values.put("mayStop", session.operator().may(Role.OPERATOR, one.division()));
        values.put("mayPublish", session.operator().may(Role.ENGINEER, one.division()));
        pages.show(visit, status, "configuration", values);
    }

    private void change(Visit visit, Session session, Configuration one, String deed) {
        String actor = session.operator().name();
        if (deed.equals("stop") && session.operator().may(Role.OPERATOR, one.division())) {
            configurations.stop(one.version(), actor);
            pages.to(visit, CONFIGURATIONS + "/" + one.version());
        } else if (deed.equals("roll-back") && session.operator().may(Role.ENGINEER, one.division())) {
            Published published = configurations.rollBack(one, former(one).orElse(null), actor);
            pages.to(
                    visit,
                    CONFIGURATIONS + "/"
                            + (published instanceof Published.Taken taken ? taken.version() : one.version()));
        } else {
            show(visit, session, one, HttpStatus.FORBIDDEN_403, notAllowed(visit));
        }
    }

    private Optional<Configuration> former(Configuration one) {
        return database.read(connection -> ConfigurationBook.before(connection, one));
    }

    private void publish(Visit visit, Session session, Fields form) {
        Map<String, String> draft = new HashMap<>();
        FIELDS.forEach(name -> draft.put(name, Dashboard.field(form, name)));
        String title = at(draft, "title");
        if (!Division.isOne(at(draft, "division"))
                || title.isEmpty()
                || title.length() > MOST_TITLE_CHARACTERS
                || whole(at(draft, "firstUnits")) > MOST_FIRST_UNITS
                || whole(at(draft, "firstUnits")) < 1) {
            list(visit, session, HttpStatus.BAD_REQUEST_400, draft, wrong(visit, "title"));
            return;
        }
        String wanted = at(draft, "group");
        Optional<Group> group = wanted.isEmpty() ? Optional.empty() : group(wanted, session);
        // Where a group is named it is for that one: if there is none, for nobody, and never for a whole division.
        Division division = group.map(Group::division).orElseGet(() -> new Division(at(draft, "division")));
        if ((!wanted.isEmpty() && group.isEmpty()) || !session.operator().may(Role.ENGINEER, division)) {
            list(visit, session, HttpStatus.FORBIDDEN_403, draft, notAllowed(visit));
            return;
        }
        int firstUnits = whole(at(draft, "firstUnits"));
        String actor = session.operator().name();
        Published published = group.isPresent()
                ? configurations.publish(group.get(), title, content(draft), firstUnits, actor)
                : configurations.publish(division, title, content(draft), firstUnits, actor);
        if (published instanceof Published.Refused no) {
            list(visit, session, HttpStatus.BAD_REQUEST_400, draft, wrong(visit, no.key()));
        } else if (published instanceof Published.Taken taken) {
            pages.to(visit, CONFIGURATIONS + "/" + taken.version());
        }
    }

    private Optional<Group> group(String number, Session session) {
        return number.matches(Visit.NUMBER)
                ? database.read(connection -> GroupBook.find(
                        connection, Long.parseLong(number), session.operator().division()))
                : Optional.empty();
    }

    /** What the form says; an empty field leaves it to the unit. */
    private static Content content(Map<String, String> draft) {
        String opens = at(draft, "opens");
        String closes = at(draft, "closes");
        String items = at(draft, "items");
        return new Content(
                given(at(draft, "hotline")),
                at(draft, "idleSeconds").isEmpty() ? null : whole(at(draft, "idleSeconds")),
                at(draft, "stockWarningDays").isEmpty() ? null : whole(at(draft, "stockWarningDays")),
                opens.isEmpty() && closes.isEmpty() ? null : new Content.Hours(opens, closes),
                given(at(draft, "catalogue")),
                items.isEmpty() ? null : Arrays.asList(items.split("[\\s,，、]+", -1)));
    }

    private static String at(Map<String, String> draft, String name) {
        return draft.getOrDefault(name, "");
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    /** -1 for what is no small number, which nothing may be. */
    private static int whole(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    }

    /** A form to begin with: empty, or as the version says that the address asks for. */
    private Map<String, String> draft(Visit visit, Session session) {
        Map<String, String> draft = new HashMap<>();
        FIELDS.forEach(name -> draft.put(name, ""));
        draft.put("division", session.operator().division().code());
        draft.put("firstUnits", "2");
        group(visit.asked("group"), session).ifPresent(group -> draft.put("group", Long.toString(group.number())));
        find(visit.asked("from"), session).ifPresent(one -> {
            Content content = one.content();
            if (one.division().within(session.operator().division())) {
                draft.put("division", one.division().code());
            }
            if (one.group() != null) {
                draft.put("group", Long.toString(one.group().number()));
            }
            draft.put("title", one.title());
            draft.put("hotline", said(content.hotline()));
            draft.put("idleSeconds", said(content.idleSeconds()));
            draft.put("stockWarningDays", said(content.stockWarningDays()));
            draft.put(
                    "opens",
                    content.openingHours() == null ? "" : content.openingHours().opens());
            draft.put(
                    "closes",
                    content.openingHours() == null ? "" : content.openingHours().closes());
            draft.put("items", content.items() == null ? "" : String.join(" ", content.items()));
            draft.put("catalogue", said(content.catalogue()));
        });
        return draft;
    }

    private static String said(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String notAllowed(Visit visit) {
        return visit.words().say("您的角色或区划不能做这件事", "Your role, or your division, may not do that");
    }

    private static String wrong(Visit visit, String key) {
        Words words = visit.words();
        return switch (key) {
            case "hotline" -> words.say("热线号码不对", "The hotline is no number to call");
            case "idleSeconds" -> words.say("无人操作的秒数应为 30 到 600", "The idle time is 30 to 600 seconds");
            case "stockWarningDays" -> words.say("耗材预警天数应为 1 到 30", "The warning is 1 to 30 days ahead");
            case "openingHours" ->
                words.say("服务时间应为先后两个时刻，如 08:00、20:00", "The hours are two times in order, such as 08:00 and 20:00");
            case "items" ->
                words.say("事项编号不对、重复，或不在下面的目录里", "An item is no id, is there twice, or is not in the catalogue below");
            case "catalogue" -> words.say("事项目录读不懂，或有编号重复", "The catalogue can't be read, or an id is there twice");
            case "size" -> words.say("内容太大，终端收不下", "It is more than a unit takes");
            default ->
                words.say("请填写说明、区划，以及 1 到 100 台先行终端", "A title, a division, and 1 to 100 first units are needed");
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
