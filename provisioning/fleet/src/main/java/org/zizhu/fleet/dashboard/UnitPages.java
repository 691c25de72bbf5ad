package org.zizhu.fleet.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.command.ContentBook;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.health.Maintenance;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.overview.Mood;
import org.zizhu.fleet.overview.Overview;
import org.zizhu.fleet.overview.UnitFilter;
import org.zizhu.fleet.overview.UnitSummary;
import org.zizhu.fleet.report.AnchorBook;
import org.zizhu.fleet.report.ReportBook;
import org.zizhu.fleet.report.ServiceNames;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Standing;
import org.zizhu.fleet.unit.Unit;
import org.zizhu.fleet.unit.UnitRegister;
import tools.jackson.databind.JsonNode;

/** The list of units, and a page for each. What filters the list stands in its address. */
final class UnitPages {

    /** A screenful or two; more are found by filtering. */
    private static final int SHOWN = 100;

    /** An order that the unit can't begin by then is worth nothing any more: somebody else has looked. */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final String BY_OPERATOR = "by-operator";
    private static final String LIST = "/";
    private static final String TABLE = "/units.csv";
    static final String UNIT = "/units/";
    private static final String ANCHORS = "/anchors.csv";
    private static final String CONTENT = "/content/";
    static final List<String> FILTERS = List.of("mood", "q", "service", "cause", "division", "group");

    private final Database database;
    private final Commands commands;
    private final Pages pages;
    private final InstantSource clock;

    UnitPages(Database database, Commands commands, Pages pages, InstantSource clock) {
        this.database = database;
        this.commands = commands;
        this.pages = pages;
        this.clock = clock;
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session, Fields form) {
        if (visit.path().equals(LIST)) {
            if (visit.posts()) {
                orderOfAll(visit, session, form);
            } else {
                list(visit, session, HttpStatus.OK_200, "");
            }
            return true;
        }
        if (visit.path().equals(TABLE)) {
            table(visit, session);
            return true;
        }
        String named = visit.after(UNIT);
        boolean anchors = named.endsWith(ANCHORS) && !visit.posts();
        String[] parts = (anchors ? named.substring(0, named.length() - ANCHORS.length()) : named).split(CONTENT, 2);
        String id = parts[0];
        if (!UnitId.isOne(id)) {
            return false;
        }
        Optional<Unit> unit = database.read(connection -> UnitRegister.find(connection, new UnitId(id)))
                // Whether there is one elsewhere is nobody else's business.
                .filter(known -> session.operator().may(Role.VIEWER, known.division()));
        if (unit.isEmpty()) {
            return false;
        }
        if (anchors && parts.length == 1) {
            anchors(visit, unit.get());
            return true;
        }
        if (parts.length == 2) {
            return content(visit, session, unit.get(), parts[1]);
        }
        if (visit.posts()) {
            order(visit, session, unit.get(), form);
        } else {
            show(visit, session, unit.get(), HttpStatus.OK_200, "");
        }
        return true;
    }

    /** To all that the address asks for; they have to be as many as the operator has seen. */
    private void orderOfAll(Visit visit, Session session, Fields form) {
        Among among = visit.among(session);
        Optional<Deed> deed = deed(form);
        if (deed.isEmpty() || !session.operator().may(needed(deed.get()), among.division())) {
            list(visit, session, HttpStatus.FORBIDDEN_403, notAllowed(visit));
            return;
        }
        List<UnitId> units = asked(visit, session, database, clock.instant()).stream()
                .filter(unit -> unit.standing() == Standing.ENROLLED)
                .map(unit -> new UnitId(unit.id()))
                .toList();
        Optional<Long> number =
                !units.isEmpty() && Integer.toString(units.size()).equals(Dashboard.field(form, "units"))
                        ? commands.orderOfMany(
                                units,
                                deed.get(),
                                Dashboard.field(form, "key"),
                                GOOD_FOR,
                                among,
                                session.operator().name())
                        : Optional.empty();
        if (number.isPresent()) {
            pages.to(visit, OrderPages.ORDERS + "/" + number.get());
        } else {
            list(
                    visit,
                    session,
                    HttpStatus.CONFLICT_409,
                    visit.words()
                            .say(
                                    "没有下达：名单刚刚变了，请核对后再下达",
                                    "Not ordered: the list has changed just now, please look again"));
        }
    }

    private void list(Visit visit, Session session, int status, String objection) {
        Address address = Address.of(visit, LIST, FILTERS);
        Among among = visit.among(session);
        Division division = among.division();
        List<UnitSummary> all = database.read(connection -> Overview.of(connection, among, clock.instant()));
        Map<Mood, Integer> counts = new EnumMap<>(Mood.class);
        all.forEach(unit -> counts.merge(unit.mood(), 1, Integer::sum));
        List<UnitSummary> found = filtered(address, all);
        int first = Math.min((address.page() - 1) * SHOWN, found.size());
        List<UnitSummary> shown = found.subList(first, Math.min(first + SHOWN, found.size()));
        Map<String, Object> values = values(visit, session);
        values.put("address", address);
        values.put("units", shown);
        values.put("names", names(visit, shown));
        values.put("found", found.size());
        values.put("total", all.size());
        values.put("more", found.size() > first + SHOWN);
        values.put("counts", counts);
        values.put("division", division.code());
        List<Group> groups = database.read(
                connection -> GroupBook.in(connection, session.operator().division()));
        values.put("groups", groups);
        values.put(
                "fillable",
                groups.stream()
                        .filter(group -> session.operator().may(Role.OPERATOR, group.division()))
                        .toList());
        values.put("mayGroup", session.operator().may(Role.OPERATOR, division));
        values.put("key", UUID.randomUUID().toString());
        values.put(
                "orderable",
                session.operator().may(Role.OPERATOR, division)
                        ? (int) found.stream()
                                .filter(unit -> unit.standing() == Standing.ENROLLED)
                                .count()
                        : 0);
        values.put("objection", objection);
        pages.show(visit, status, "units", values);
    }

    private void table(Visit visit, Session session) {
        Csv csv = new Csv(
                "unit",
                "division",
                "standing",
                "mood",
                "state",
                "since",
                "software",
                "maintenance",
                "lacking",
                "causes");
        List<UnitSummary> found = asked(visit, session, database, clock.instant());
        Names names = names(visit, found);
        for (UnitSummary unit : found) {
            csv.row(List.of(
                    unit.id(),
                    unit.division(),
                    unit.standing().name().toLowerCase(Locale.ROOT),
                    unit.mood().keyword(),
                    unit.state() == null ? "" : unit.state(),
                    visit.words().exactly(unit.since()),
                    unit.software(),
                    unit.maintained() ? "yes" : "no",
                    unit.lacking().stream()
                            .map(lacking -> names.service(lacking.service().service()))
                            .collect(Collectors.joining("; ")),
                    unit.lacking().stream()
                            .flatMap(lacking -> lacking.service().causes().stream())
                            .map(Fact.Cause::name)
                            .distinct()
                            .collect(Collectors.joining(" "))));
        }
        pages.table(visit, "units.csv", csv);
    }

    private Names names(Visit visit, List<UnitSummary> units) {
        List<String> services = units.stream()
                .flatMap(unit -> unit.lacking().stream())
                .map(lacking -> lacking.service().service())
                .toList();
        return new Names(visit.words(), database.read(connection -> ServiceNames.of(connection, services)));
    }

    /** The units that a list's address asks for, as far as they are the reader's. */
    static List<UnitSummary> asked(Visit visit, Session session, Database database, Instant now) {
        return filtered(
                Address.of(visit, LIST, FILTERS),
                database.read(connection -> Overview.of(connection, visit.among(session), now)));
    }

    private static List<UnitSummary> filtered(Address address, List<UnitSummary> all) {
        return new UnitFilter(address.get("mood"), address.get("q"), address.get("service"), address.get("cause"))
                .of(all);
    }

    private void show(Visit visit, Session session, Unit unit, int status, String objection) {
        Map<String, Object> values = values(visit, session);
        values.put("unit", unit);
        values.put(
                "names",
                new Names(
                        visit.words(),
                        database.read(connection -> ServiceNames.of(ReportBook.present(connection, unit.id())))));
        values.put(
                "detail",
                database.read(connection ->
                        UnitDetail.of(connection, unit.id(), session.operator().division(), clock.instant())));
        values.put("key", UUID.randomUUID().toString());
        List<Group> groups = database.read(connection ->
                GroupBook.of(connection, unit.id(), session.operator().division()));
        values.put("groups", groups);
        values.put(
                "fillable",
                database
                        .read(connection ->
                                GroupBook.in(connection, session.operator().division()))
                        .stream()
                        .filter(group -> session.operator().may(Role.OPERATOR, group.division())
                                && unit.division().within(group.division())
                                && groups.stream().noneMatch(in -> in.number() == group.number()))
                        .toList());
        values.put("mayOrder", session.operator().may(Role.OPERATOR, unit.division()));
        values.put("isEngineer", session.operator().may(Role.ENGINEER, unit.division()));
        values.put("objection", objection);
        pages.show(visit, status, "unit", values);
    }

    /** For {@code field verify-log --anchors}, at a unit without a network. */
    private void anchors(Visit visit, Unit unit) {
        Csv csv = new Csv("unit", "enrolment", "record", "hash", "told", "key");
        for (AnchorBook.Anchor anchor : database.read(connection -> AnchorBook.of(connection, unit.id()))) {
            csv.row(List.of(
                    unit.id().value(),
                    Long.toString(anchor.generation()),
                    Long.toString(anchor.record()),
                    anchor.hash(),
                    visit.words().exactly(anchor.told()),
                    anchor.key()));
        }
        pages.table(visit, unit.id() + "-anchors.csv", csv);
    }

    /** What a command has fetched, to who might have ordered it; who has looked is written down. */
    private boolean content(Visit visit, Session session, Unit unit, String id) {
        Optional<Command> command = commands.find(id)
                .filter(found -> found.unit().equals(unit.id()))
                .filter(found -> session.operator().may(needed(found.deed()), unit.division()));
        if (visit.posts() || command.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        Optional<byte[]> body = database.write(connection -> {
            Optional<byte[]> kept = ContentBook.of(connection, id);
            if (kept.isPresent()) {
                Acts.record(
                        connection,
                        now,
                        session.operator().name(),
                        "look-" + command.get().deed().command(),
                        unit.id(),
                        id);
            }
            return kept;
        });
        if (body.isEmpty()) {
            return false;
        }
        pages.content(visit, command.get().deed().mediaType().orElseThrow(), body.get());
        return true;
    }

    private void order(Visit visit, Session session, Unit unit, Fields form) {
        if (session.operator().may(Role.OPERATOR, unit.division()) && maintained(session, unit, form)) {
            pages.to(visit, UNIT + unit.id());
            return;
        }
        Optional<Deed> deed = deed(form);
        if (deed.isEmpty() || !session.operator().may(needed(deed.get()), unit.division())) {
            show(visit, session, unit, HttpStatus.FORBIDDEN_403, notAllowed(visit));
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

    /** Whether the form was about maintenance, which begins or ends here: the unit needs to know nothing of it. */
    private boolean maintained(Session session, Unit unit, Fields form) {
        String actor = session.operator().name();
        String hours = Dashboard.field(form, "hours");
        Instant now = clock.instant();
        return switch (Dashboard.field(form, "deed")) {
            case "begin-maintenance" ->
                hours.matches("[1-9][0-9]?")
                        && Integer.parseInt(hours) <= Maintenance.LONGEST.toHours()
                        && database.write(connection -> {
                            Maintenance.begin(
                                    connection, unit.id(), Duration.ofHours(Integer.parseInt(hours)), actor, now);
                            return true;
                        });
            case "end-maintenance" ->
                database.write(connection -> {
                    Maintenance.end(connection, unit.id(), actor, now);
                    return true;
                });
            default -> false;
        };
    }

    private static String notAllowed(Visit visit) {
        return visit.words().say("您的角色不能下达这个命令", "Your role may not order that");
    }

    private static Role needed(Deed deed) {
        return deed instanceof Deed.SelfTest || deed instanceof Deed.PowerCycle || deed instanceof Deed.FetchLogs
                ? Role.ENGINEER
                : Role.OPERATOR;
    }

    /** Nothing, if the form does not say what is to be done with what. */
    private static Optional<Deed> deed(Fields form) {
        String name = Dashboard.field(form, "deed");
        String service = Dashboard.field(form, "service");
        String device = Dashboard.field(form, "device");
        return switch (name) {
            case "close-unit" -> deed(name, Map.of("reason", BY_OPERATOR));
            case "open-unit", "restart", "screenshot" -> deed(name, Map.of());
            case "close-service" -> deed(name, Map.of("service", service, "reason", BY_OPERATOR));
            case "open-service" -> deed(name, Map.of("service", service));
            case "self-test", "power-cycle" -> deed(name, Map.of("device", device));
            case "agree-difference" -> {
                String counted = Dashboard.field(form, "counted");
                String countedBin = Dashboard.field(form, "countedBin");
                yield counted.matches("[0-9]{1,4}") && countedBin.matches("[0-9]{1,4}")
                        ? deed(
                                name,
                                Map.of(
                                        "store",
                                        Dashboard.field(form, "store"),
                                        "counted",
                                        Integer.parseInt(counted),
                                        "countedBin",
                                        Integer.parseInt(countedBin)))
                        : Optional.empty();
            }
            case "fetch-logs" -> {
                String hours = Dashboard.field(form, "hours");
                yield hours.matches("[1-9][0-9]?")
                        ? deed(name, Map.of("hours", Integer.parseInt(hours)))
                        : Optional.empty();
            }
            case "show-notice" -> {
                String hours = Dashboard.field(form, "hours");
                yield hours.matches("[1-9][0-9]?")
                        ? deed(
                                name,
                                Map.of(
                                        "zh",
                                        Dashboard.field(form, "zh"),
                                        "en",
                                        Dashboard.field(form, "en"),
                                        "forMs",
                                        Duration.ofHours(Integer.parseInt(hours))
                                                .toMillis()))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Deed> deed(String name, Map<String, Object> arguments) {
        return Json.read(Json.write(arguments), JsonNode.class).flatMap(read -> Deed.read(name, read));
    }

    private static Map<String, Object> values(Visit visit, Session session) {
        Map<String, Object> values = new HashMap<>();
        values.put("words", visit.words());
        values.put("session", session);
        return values;
    }
}
