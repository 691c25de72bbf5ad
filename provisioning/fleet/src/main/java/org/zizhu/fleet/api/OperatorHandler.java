package org.zizhu.fleet.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.command.Ordered;
import org.zizhu.fleet.configuration.Configuration;
import org.zizhu.fleet.configuration.ConfigurationBook;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.configuration.UnitState;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.group.Groups;
import org.zizhu.fleet.health.Alarm;
import org.zizhu.fleet.health.AlarmBook;
import org.zizhu.fleet.health.AlarmFilter;
import org.zizhu.fleet.health.Health;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.log.Defect;
import org.zizhu.fleet.operator.ApiTokens;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.overview.Overview;
import org.zizhu.fleet.overview.UnitFilter;
import org.zizhu.fleet.overview.UnitSummary;
import org.zizhu.fleet.setup.Setup;
import org.zizhu.fleet.setup.Setups;
import org.zizhu.fleet.setup.Wrong;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.StoreFailed;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Unit;
import org.zizhu.fleet.unit.UnitRegister;
import tools.jackson.databind.JsonNode;

/**
 * What programs of others reach, with a token: units, alarms and commands as JSON, as {@code openapi.yaml} describes it. They see and do
 * what an operator of the token's role and division may.
 */
public final class OperatorHandler extends Handler.Abstract {

    private static final String ROOT = "/api/v1/";
    private static final String DOCUMENT = "openapi.yaml";
    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_SETUP_BYTES = 64 * 1024;
    private static final Duration LONGEST_ORDER = Duration.ofDays(1);
    private static final Logger LOG = LoggerFactory.getLogger(OperatorHandler.class);

    /** What is to be done by a unit. */
    record Order(String key, String name, JsonNode arguments, long goodForMs) {
        Order {
            if (key == null
                    || key.isBlank()
                    || key.length() > 128
                    || name == null
                    || arguments == null
                    || goodForMs < 1
                    || goodForMs > LONGEST_ORDER.toMillis()) {
                throw new IllegalArgumentException("something is missing");
            }
        }
    }

    /** The same of all units of a group, which have to be so many. */
    record OrderToMany(String key, String name, JsonNode arguments, long goodForMs, long units) {
        OrderToMany {
            if (new Order(key, name, arguments, goodForMs).key.isBlank() || units < 1) {
                throw new IllegalArgumentException("something is missing");
            }
        }
    }

    /** What is sent back. */
    record Answer(int status, Object body) {
        static Answer ok(Object body) {
            return new Answer(HttpStatus.OK_200, body);
        }
    }

    private final Database database;
    private final ApiTokens tokens;
    private final Commands commands;
    private final Configurations configurations;
    private final Health health;
    private final Setups setups;
    private final InstantSource clock;
    private final GroupRequests groups;

    public OperatorHandler(
            Database database,
            ApiTokens tokens,
            Commands commands,
            Configurations configurations,
            Health health,
            Setups setups,
            InstantSource clock) {
        this.database = database;
        this.tokens = tokens;
        this.commands = commands;
        this.configurations = configurations;
        this.health = health;
        this.setups = setups;
        this.clock = clock;
        this.groups = new GroupRequests(database, new Groups(database, clock), commands, clock);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        if (!path.startsWith(ROOT)) {
            return false;
        }
        try {
            answer(request, response, callback, path.substring(ROOT.length()));
        } catch (Refused e) {
            Answers.refuse(response, callback, e.objection());
        } catch (StoreFailed e) {
            LOG.warn("the database can't be had: {}", e.getMessage());
            Answers.refuse(response, callback, Objection.TOO_BUSY);
        } catch (IOException | RuntimeException e) {
            LOG.error("a program's request failed: {}", Defect.of(e));
            Answers.refuse(response, callback, Objection.INTERNAL_ERROR);
        }
        return true;
    }

    private void answer(Request request, Response response, Callback callback, String path)
            throws Refused, IOException {
        if (path.equals(DOCUMENT)) {
            document(response, callback);
            return;
        }
        Operator caller = caller(request);
        String[] parts = path.split("/", -1);
        if (parts.length == 3 && parts[0].equals("units") && parts[2].equals("setup")) {
            setup(request, response, callback, caller, parts[1]);
            return;
        }
        boolean reads = request.getMethod().equals("GET");
        Object body;
        int status = HttpStatus.OK_200;
        if (path.equals("units")) {
            needs(reads);
            body = units(request, caller);
        } else if (path.equals("alarms")) {
            needs(reads);
            body = alarms(request, caller);
        } else if (path.equals("configurations")) {
            needs(reads);
            body = configurations(request, caller);
        } else if (parts.length == 3 && parts[0].equals("configurations") && parts[2].equals("units")) {
            needs(reads);
            body = configuredUnits(request, caller, parts[1]);
        } else if (parts.length == 3 && parts[0].equals("configurations") && parts[2].equals("stop")) {
            needs(request.getMethod().equals("POST"));
            body = stopped(caller, parts[1]);
        } else if (parts.length == 3 && parts[0].equals("units") && parts[2].equals("configuration")) {
            needs(reads);
            Unit unit = theirs(database, caller, parts[1], Role.VIEWER);
            UnitState state = database.read(connection -> ConfigurationBook.of(connection, unit.id()));
            body = Bodies.of(state);
        } else if (parts.length == 2 && parts[0].equals("units")) {
            needs(reads);
            body = unit(caller, parts[1]);
        } else if (parts.length == 2 && parts[0].equals("commands")) {
            needs(reads);
            body = command(caller, parts[1]);
        } else if (parts.length == 3 && parts[0].equals("alarms") && parts[2].equals("acknowledgement")) {
            needs(request.getMethod().equals("POST"));
            body = acknowledged(caller, parts[1]);
        } else if (parts.length == 3 && parts[0].equals("units") && parts[2].equals("commands")) {
            needs(request.getMethod().equals("POST"));
            body = ordered(request, caller, parts[1]);
            status = HttpStatus.ACCEPTED_202;
        } else {
            Answer answer = groups.answer(request, caller, parts).orElseThrow(() -> new Refused(Objection.NOT_FOUND));
            body = answer.body;
            status = answer.status;
        }
        Answers.send(response, callback, status, body);
    }

    static void needs(boolean method) throws Refused {
        if (!method) {
            throw new Refused(Objection.METHOD_NOT_ALLOWED);
        }
    }

    private Operator caller(Request request) throws Refused {
        String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (shown == null || !shown.startsWith("Bearer ")) {
            throw new Refused(Objection.API_TOKEN_REQUIRED);
        }
        return tokens.who(shown.substring("Bearer ".length()).strip())
                .orElseThrow(() -> new Refused(Objection.API_TOKEN_REQUIRED));
    }

    // --- reading ----------------------------------------------------------------------------------------------------

    private Bodies.Page<Bodies.UnitBody> units(Request request, Operator caller) throws Refused {
        Among among = among(request, caller);
        UnitFilter filter = new UnitFilter(
                asked(request, "mood"), asked(request, "q"), asked(request, "service"), asked(request, "cause"));
        Window window = Window.of(request);
        String order = asked(request, "order");
        String after = asked(request, "after");
        boolean byId = order.equals("id") || !after.isEmpty();
        if ((!order.isEmpty() && !List.of("id", "worst").contains(order))
                || (!after.isEmpty() && (!UnitId.isOne(after) || order.equals("worst")))
                || (byId && window.page() > 1)) {
            throw new Refused(Objection.MALFORMED_REQUEST);
        }
        List<UnitSummary> found =
                filter.of(database.read(connection -> Overview.of(connection, among, clock.instant())));
        if (byId) {
            // However they fare meanwhile, none is left out and none comes twice.
            found = found.stream()
                    .filter(unit -> unit.id().compareTo(after) > 0)
                    .sorted(Comparator.comparing(UnitSummary::id))
                    .toList();
        }
        Bodies.Page<Bodies.UnitBody> page =
                window.page(window.of(found).stream().map(Bodies::of).toList());
        return byId && page.more()
                ? new Bodies.Page<>(
                        page.items(),
                        page.page(),
                        true,
                        page.items().get(page.items().size() - 1).id())
                : page;
    }

    private Bodies.UnitBody unit(Operator caller, String id) throws Refused {
        Unit unit = theirs(database, caller, id, Role.VIEWER);
        return database.read(connection -> Overview.of(connection, unit.division(), clock.instant())).stream()
                .filter(one -> one.id().equals(unit.id().value()))
                .findFirst()
                .map(Bodies::of)
                .orElseThrow(() -> new Refused(Objection.NOT_FOUND));
    }

    private Bodies.Page<Bodies.AlarmBody> alarms(Request request, Operator caller) throws Refused {
        String standing = asked(request, "standing");
        AlarmFilter filter = new AlarmFilter(
                among(request, caller),
                standing.equals("all")
                        ? null
                        : AlarmFilter.Standing.of(standing).orElse(AlarmFilter.Standing.OPEN),
                Stream.of(Grade.values())
                        .filter(grade -> grade.keyword().equals(asked(request, "grade")))
                        .findFirst()
                        .orElse(null),
                asked(request, "rule"),
                asked(request, "q"));
        Window window = Window.of(request);
        return window.page(
                database.read(connection -> AlarmBook.list(connection, filter, window.first(), window.most())).stream()
                        .map(Bodies::of)
                        .toList());
    }

    private Bodies.Page<Bodies.ConfigurationBody> configurations(Request request, Operator caller) throws Refused {
        Among among = among(request, caller);
        Window window = Window.of(request);
        return window.page(
                database
                        .read(connection -> ConfigurationBook.latest(connection, among, window.first(), window.most()))
                        .stream()
                        .map(Bodies::of)
                        .toList());
    }

    private Bodies.Page<Bodies.UnitStateBody> configuredUnits(Request request, Operator caller, String version)
            throws Refused {
        Configuration found = configuration(caller, version);
        Window window = Window.of(request);
        return window.page(database
                .read(connection -> ConfigurationBook.units(
                        connection, found.version(), caller.division(), window.first(), window.most()))
                .stream()
                .map(Bodies::of)
                .toList());
    }

    private Configuration configuration(Operator caller, String version) throws Refused {
        Optional<Configuration> found = version.matches("[0-9]{1,15}")
                ? database.read(
                        connection -> ConfigurationBook.find(connection, Long.parseLong(version), caller.division()))
                : Optional.empty();
        return found.orElseThrow(() -> new Refused(Objection.NOT_FOUND));
    }

    private Bodies.CommandBody command(Operator caller, String id) throws Refused {
        Command command = commands.find(id).orElseThrow(() -> new Refused(Objection.NOT_FOUND));
        theirs(database, caller, command.unit().value(), Role.VIEWER);
        return Bodies.of(command);
    }

    // --- doing ------------------------------------------------------------------------------------------------------

    private Bodies.AlarmBody acknowledged(Operator caller, String number) throws Refused {
        if (!number.matches("[0-9]{1,15}")) {
            throw new Refused(Objection.NOT_FOUND);
        }
        long known = Long.parseLong(number);
        Alarm alarm = find(caller, known);
        if (!caller.may(Role.OPERATOR, alarm.division())) {
            throw new Refused(Objection.NOT_ALLOWED);
        }
        if (!health.acknowledge(known, caller.name())) {
            throw new Refused(Objection.ALREADY_DONE);
        }
        return Bodies.of(find(caller, known));
    }

    private Bodies.ConfigurationBody stopped(Operator caller, String version) throws Refused {
        Configuration found = configuration(caller, version);
        if (!caller.may(Role.OPERATOR, found.division())) {
            throw new Refused(Objection.NOT_ALLOWED);
        }
        if (!configurations.stop(found.version(), caller.name())) {
            throw new Refused(Objection.ALREADY_DONE);
        }
        return Bodies.of(configuration(caller, version));
    }

    /** The one thing that is no JSON: as the engineer writes it, and as the unit gets it. */
    private void setup(Request request, Response response, Callback callback, Operator caller, String id)
            throws Refused, IOException {
        String method = request.getMethod();
        needs(List.of("GET", "PUT", "DELETE").contains(method));
        UnitId unit = theirs(database, caller, id, Role.ENGINEER).id();
        if (method.equals("PUT")) {
            String media = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
            if (media == null || !media.toLowerCase(Locale.ROOT).startsWith("application/yaml")) {
                throw new Refused(Objection.NOT_YAML);
            }
            Optional<Wrong> wrong = setups.keep(
                    unit, new String(bytes(request, MOST_SETUP_BYTES), StandardCharsets.UTF_8), caller.name());
            if (wrong.isPresent()) {
                Answers.refuse(response, callback, Objection.SETUP_WRONG, wrong.get());
                return;
            }
        }
        Optional<Setup> kept = setups.of(unit);
        if (kept.isEmpty() || (method.equals("DELETE") && !setups.remove(unit, caller.name()))) {
            throw new Refused(Objection.NOT_FOUND);
        }
        Answers.yaml(response, callback, kept.get().text());
    }

    private Alarm find(Operator caller, long number) throws Refused {
        return database.read(connection -> AlarmBook.find(connection, number, caller.division()))
                .orElseThrow(() -> new Refused(Objection.NOT_FOUND));
    }

    private Bodies.CommandBody ordered(Request request, Operator caller, String id) throws Refused, IOException {
        Unit unit = theirs(database, caller, id, Role.OPERATOR);
        Order order = body(request, Order.class);
        Deed deed = deed(order.name, order.arguments);
        Ordered answer = commands.order(
                unit.id(), deed, caller.name() + " " + order.key, Duration.ofMillis(order.goodForMs), caller.name());
        if (answer instanceof Ordered.Taken taken) {
            return Bodies.of(taken.command());
        }
        throw new Refused(Objection.NOT_ORDERED);
    }

    /** What a program may order. */
    static Deed deed(String name, JsonNode arguments) throws Refused {
        Deed deed = Deed.read(name, arguments).orElseThrow(() -> new Refused(Objection.MALFORMED_REQUEST));
        if (deed instanceof Deed.PowerCycle
                || deed instanceof Deed.SelfTest
                || deed.mediaType().isPresent()) {
            // An engineer's, or to be looked at on the unit's page.
            throw new Refused(Objection.NOT_ALLOWED);
        }
        return deed;
    }

    static Unit theirs(Database database, Operator caller, String id, Role role) throws Refused {
        Optional<Unit> unit = UnitId.isOne(id)
                ? database.read(connection -> UnitRegister.find(connection, new UnitId(id)))
                : Optional.empty();
        // Whether there is one elsewhere is nobody else's business.
        Unit known = unit.filter(found -> caller.may(Role.VIEWER, found.division()))
                .orElseThrow(() -> new Refused(Objection.NOT_FOUND));
        if (!caller.may(role, known.division())) {
            throw new Refused(Objection.NOT_ALLOWED);
        }
        return known;
    }

    // --- both -------------------------------------------------------------------------------------------------------

    private static void document(Response response, Callback callback) throws IOException {
        try (InputStream file = OperatorHandler.class.getResourceAsStream(DOCUMENT)) {
            if (file == null) {
                throw new IllegalStateException("the document is not in this build");
            }
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/yaml");
            response.write(true, ByteBuffer.wrap(file.readAllBytes()), callback);
        }
    }

    static String asked(Request request, String name) {
        String value = Request.extractQueryParameters(request).getValue(name);
        return value == null ? "" : value.strip();
    }

    /** Of a group only one that is the caller's to see. */
    private Among among(Request request, Operator caller) throws Refused {
        Division division = division(request, caller);
        String group = asked(request, "group");
        if (group.isEmpty()) {
            return Among.all(division);
        }
        if (!group.matches("[0-9]{1,15}")) {
            throw new Refused(Objection.MALFORMED_REQUEST);
        }
        return new Among(
                division,
                database.read(connection -> GroupBook.find(connection, Long.parseLong(group), caller.division()))
                        .orElseThrow(() -> new Refused(Objection.NOT_FOUND))
                        .number());
    }

    private static Division division(Request request, Operator caller) throws Refused {
        String asked = asked(request, "division");
        if (asked.isEmpty()) {
            return caller.division();
        }
        if (!Division.isOne(asked)) {
            throw new Refused(Objection.MALFORMED_REQUEST);
        }
        Division division = new Division(asked);
        if (!division.within(caller.division())) {
            throw new Refused(Objection.NOT_ALLOWED);
        }
        return division;
    }

    static <T> T body(Request request, Class<T> type) throws Refused, IOException {
        String media = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (media == null || !media.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new Refused(Objection.NOT_JSON);
        }
        return Json.read(new String(bytes(request, MOST_BYTES), StandardCharsets.UTF_8), type)
                .orElseThrow(() -> new Refused(Objection.MALFORMED_REQUEST));
    }

    private static byte[] bytes(Request request, int most) throws Refused, IOException {
        byte[] bytes;
        try (InputStream in = Content.Source.asInputStream(request)) {
            bytes = in.readNBytes(most + 1);
        }
        if (bytes.length > most) {
            throw new Refused(Objection.TOO_LARGE);
        }
        return bytes;
    }
}
