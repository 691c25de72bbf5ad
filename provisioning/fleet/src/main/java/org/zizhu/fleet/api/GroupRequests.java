package org.zizhu.fleet.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.command.Batch;
import org.zizhu.fleet.command.BatchBook;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.contract.Deed;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.group.Grouped;
import org.zizhu.fleet.group.Groups;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.overview.Overview;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Standing;

/** Groups of units, and what all units of one are told, for programs of others. */
final class GroupRequests {

    private static final int MOST_AT_ONCE = 500;

    record GroupBody(long number, String name, String division, String by, Instant made, long units) {}

    record OrderBody(
            long number,
            String name,
            String division,
            @Nullable Long group,
            String by,
            Instant made,
            Instant expires,
            long units,
            long left,
            Map<String, Long> stages) {}

    /** A new group; in the token's division where nothing is said. */
    record Fresh(String name, @Nullable String division) {
        Fresh {
            if (name == null || (division != null && !Division.isOne(division))) {
                throw new IllegalArgumentException("something is missing");
            }
        }
    }

    record Named(String name) {
        Named {
            if (name == null) {
                throw new IllegalArgumentException("something is missing");
            }
        }
    }

    /** Who comes in, and who goes. */
    record Change(List<UnitId> add, List<UnitId> remove) {
        Change {
            add = add == null ? List.of() : List.copyOf(add);
            remove = remove == null ? List.of() : List.copyOf(remove);
            if (add.size() + remove.size() > MOST_AT_ONCE) {
                throw new IllegalArgumentException("too many at once");
            }
        }
    }

    private final Database database;
    private final Groups groups;
    private final Commands commands;
    private final InstantSource clock;

    GroupRequests(Database database, Groups groups, Commands commands, InstantSource clock) {
        this.database = database;
        this.groups = groups;
        this.commands = commands;
        this.clock = clock;
    }

    /** Nothing, if the path is none of these. */
    Optional<OperatorHandler.Answer> answer(Request request, Operator caller, String[] parts)
            throws Refused, IOException {
        String method = request.getMethod();
        String path = parts.length + " " + parts[0] + " " + (parts.length == 3 ? parts[2] : "");
        return switch (path.strip()) {
            case "1 groups" ->
                switch (method) {
                    case "GET" -> Optional.of(OperatorHandler.Answer.ok(list(request, caller)));
                    case "POST" ->
                        Optional.of(new OperatorHandler.Answer(HttpStatus.CREATED_201, made(request, caller)));
                    default -> throw new Refused(Objection.METHOD_NOT_ALLOWED);
                };
            case "2 groups" ->
                switch (method) {
                    case "GET" -> Optional.of(OperatorHandler.Answer.ok(body(find(caller, parts[1]))));
                    case "PUT" -> Optional.of(OperatorHandler.Answer.ok(renamed(request, caller, parts[1])));
                    case "DELETE" -> Optional.of(OperatorHandler.Answer.ok(dissolved(caller, parts[1])));
                    default -> throw new Refused(Objection.METHOD_NOT_ALLOWED);
                };
            case "3 groups units" -> {
                OperatorHandler.needs(method.equals("POST"));
                yield Optional.of(OperatorHandler.Answer.ok(filled(request, caller, parts[1])));
            }
            case "3 groups commands" -> {
                OperatorHandler.needs(method.equals("POST"));
                yield Optional.of(
                        new OperatorHandler.Answer(HttpStatus.ACCEPTED_202, ordered(request, caller, parts[1])));
            }
            case "2 orders" -> {
                OperatorHandler.needs(method.equals("GET"));
                yield Optional.of(OperatorHandler.Answer.ok(body(batch(caller, parts[1]))));
            }
            case "3 orders stop" -> {
                OperatorHandler.needs(method.equals("POST"));
                yield Optional.of(OperatorHandler.Answer.ok(stopped(caller, parts[1])));
            }
            default -> Optional.empty();
        };
    }

    private Bodies.Page<GroupBody> list(Request request, Operator caller) throws Refused {
        String unit = OperatorHandler.asked(request, "unit");
        Window window = Window.of(request);
        List<Group> found;
        if (unit.isEmpty()) {
            found = database.read(connection -> GroupBook.in(connection, caller.division()));
        } else {
            UnitId id =
                    OperatorHandler.theirs(database, caller, unit, Role.VIEWER).id();
            found = database.read(connection -> GroupBook.of(connection, id, caller.division()));
        }
        return window.page(window.of(found).stream().map(GroupRequests::body).toList());
    }

    private GroupBody made(Request request, Operator caller) throws Refused, IOException {
        Fresh fresh = OperatorHandler.body(request, Fresh.class);
        Division division = fresh.division == null ? caller.division() : new Division(fresh.division);
        return done(caller, groups.make(caller, fresh.name.strip(), division, List.of()));
    }

    private GroupBody renamed(Request request, Operator caller, String number) throws Refused, IOException {
        Group group = find(caller, number);
        Named named = OperatorHandler.body(request, Named.class);
        return done(caller, groups.rename(caller, group.number(), named.name.strip()));
    }

    /** As it was. */
    private GroupBody dissolved(Operator caller, String number) throws Refused {
        Group group = find(caller, number);
        if (groups.dissolve(caller, group.number()) instanceof Grouped.Refused no) {
            throw refused(no);
        }
        return body(group);
    }

    private GroupBody filled(Request request, Operator caller, String number) throws Refused, IOException {
        Group group = find(caller, number);
        Change change = OperatorHandler.body(request, Change.class);
        return done(caller, groups.fill(caller, group.number(), change.add, change.remove));
    }

    private OrderBody ordered(Request request, Operator caller, String number) throws Refused, IOException {
        Group group = find(caller, number);
        if (!caller.may(Role.OPERATOR, group.division())) {
            throw new Refused(Objection.NOT_ALLOWED);
        }
        OperatorHandler.OrderToMany order = OperatorHandler.body(request, OperatorHandler.OrderToMany.class);
        Deed deed = OperatorHandler.deed(order.name(), order.arguments());
        Among among = new Among(group.division(), group.number());
        List<UnitId> units = new ArrayList<>();
        database.read(connection -> Overview.of(connection, among, clock.instant())).stream()
                .filter(unit -> unit.standing() == Standing.ENROLLED)
                .forEach(unit -> units.add(new UnitId(unit.id())));
        Optional<Long> batch = units.size() == order.units()
                ? commands.orderOfMany(
                        units,
                        deed,
                        caller.name() + " " + order.key(),
                        Duration.ofMillis(order.goodForMs()),
                        among,
                        caller.name())
                : Optional.empty();
        return body(batch(caller, Long.toString(batch.orElseThrow(() -> new Refused(Objection.NOT_ORDERED)))));
    }

    private OrderBody stopped(Operator caller, String number) throws Refused {
        Batch batch = batch(caller, number);
        if (!caller.may(Role.OPERATOR, batch.division())) {
            throw new Refused(Objection.NOT_ALLOWED);
        }
        if (batch.left() == 0) {
            throw new Refused(Objection.ALREADY_DONE);
        }
        commands.stop(batch.number(), caller.name());
        return body(batch(caller, number));
    }

    private Batch batch(Operator caller, String number) throws Refused {
        Optional<Batch> batch = number.matches("[0-9]{1,15}")
                ? database.read(connection -> BatchBook.find(connection, Long.parseLong(number), caller.division()))
                : Optional.empty();
        return batch.orElseThrow(() -> new Refused(Objection.NOT_FOUND));
    }

    private Group find(Operator caller, String number) throws Refused {
        Optional<Group> group = number.matches("[0-9]{1,15}")
                ? database.read(connection -> GroupBook.find(connection, Long.parseLong(number), caller.division()))
                : Optional.empty();
        return group.orElseThrow(() -> new Refused(Objection.NOT_FOUND));
    }

    private GroupBody done(Operator caller, Grouped answer) throws Refused {
        if (answer instanceof Grouped.Refused no) {
            throw refused(no);
        }
        return body(find(caller, Long.toString(((Grouped.Done) answer).number())));
    }

    private static Refused refused(Grouped.Refused no) {
        return new Refused(
                switch (no.why()) {
                    case GROUP_UNKNOWN -> Objection.NOT_FOUND;
                    case NOT_ALLOWED -> Objection.NOT_ALLOWED;
                    case NAME_WRONG -> Objection.MALFORMED_REQUEST;
                    case NAME_TAKEN -> Objection.NAME_TAKEN;
                    case UNIT_ELSEWHERE -> Objection.UNIT_ELSEWHERE;
                    case NOT_EMPTY -> Objection.NOT_EMPTY;
                });
    }

    private static GroupBody body(Group group) {
        return new GroupBody(
                group.number(), group.name(), group.division().code(), group.by(), group.made(), group.units());
    }

    private static OrderBody body(Batch batch) {
        return new OrderBody(
                batch.number(),
                batch.name(),
                batch.division().code(),
                batch.group() == null ? null : batch.group().number(),
                batch.by(),
                batch.made(),
                batch.expires(),
                batch.units(),
                batch.left(),
                batch.stages());
    }
}
