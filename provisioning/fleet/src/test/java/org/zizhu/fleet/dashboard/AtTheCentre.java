package org.zizhu.fleet.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Base32;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.fleet.HandClock;
import org.zizhu.fleet.api.OperatorHandler;
import org.zizhu.fleet.command.Command;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Enrolment;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.Stage;
import org.zizhu.fleet.operator.Accounts;
import org.zizhu.fleet.operator.ApiTokens;
import org.zizhu.fleet.operator.Authenticator;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.setup.Setups;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.SecretBox;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.DivisionNames;
import org.zizhu.fleet.unit.UnitRegister;

/** A centre with its units in the database, on a clock that is moved by hand, and people who come in to it. */
abstract class AtTheCentre {

    static final String OWN = "four words and a tree";
    static final Division CITY = new Division("430100");
    static final Division FURONG = new Division("430102");
    static final Division TIANXIN = new Division("430103");

    @TempDir
    Path folder;

    final HandClock clock = new HandClock();
    final List<Command> told = new ArrayList<>();
    final List<UnitId> cut = new ArrayList<>();
    Database database;
    Stage stage;
    Commands commands;
    Configurations configurations;
    Accounts accounts;
    ApiTokens tokens;
    Enrolment enrolment;
    Setups setups;
    Centre centre;

    @BeforeEach
    void open() {
        database = Store.SQLITE.open(folder);
        stage = new Stage(database, clock, Rulebook.builtIn());
        commands = new Commands(database, clock, told::add);
        FleetAuthority authority = new FleetAuthority(folder.resolve("keys"), clock);
        configurations = new Configurations(database, authority, clock, (unit, frame) -> true);
        accounts = new Accounts(database, new SecretBox(folder.resolve("secrets.key")), clock);
        tokens = new ApiTokens(database, clock);
        enrolment = new Enrolment(database, authority, () -> "fleet.example:443", clock, cut::add);
        setups = new Setups(database, clock);
        centre = new Centre(new Handler.Sequence(
                new OperatorHandler(database, tokens, commands, configurations, stage.health(), setups, clock),
                new Dashboard(
                        database,
                        accounts,
                        tokens,
                        enrolment,
                        setups,
                        commands,
                        configurations,
                        stage.health(),
                        new DivisionNames(Map.of("430102", new DivisionNames.Name("芙蓉区", "Furong"))),
                        clock)));
    }

    @AfterEach
    void close() {
        centre.close();
        database.close();
    }

    final void unit(String id, Division division) {
        database.write(connection -> {
            UnitRegister.add(connection, new UnitId(id), division, clock.instant());
            return UnitRegister.nextGeneration(connection, new UnitId(id));
        });
    }

    /** Somebody new is in. */
    final void signIn(String name, Role role, Division division) {
        centre.forgetCookies();
        String first = accounts.add(new Operator(name, role, division), "fleet").orElseThrow();
        byte[] secret = secret(centre.post("/sign-in", "name", name, "password", first, "code", ""));
        assertEquals(
                "/", location(centre.post("/set-up", "name", name, "first", first, "code", code(secret), "own", OWN)));
        clock.advance(Duration.ofMinutes(1));
    }

    final String code(byte[] secret) {
        return Authenticator.code(secret, clock.instant());
    }

    static byte[] secret(HttpResponse<String> page) {
        Matcher secret = Pattern.compile("secret=([A-Z2-7]{32})").matcher(page.body());
        assertTrue(secret.find(), page.body());
        return Base32.decode(secret.group(1));
    }

    static String location(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
