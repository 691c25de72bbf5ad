package org.zizhu.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.zizhu.fleet.api.OperatorHandler;
import org.zizhu.fleet.api.UnitHandler;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.contract.Close;
import org.zizhu.fleet.dashboard.Dashboard;
import org.zizhu.fleet.enrolment.Enrolment;
import org.zizhu.fleet.health.Duty;
import org.zizhu.fleet.health.Health;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.health.notice.Deliveries;
import org.zizhu.fleet.link.Doors;
import org.zizhu.fleet.link.Links;
import org.zizhu.fleet.link.Polls;
import org.zizhu.fleet.metrics.Metrics;
import org.zizhu.fleet.operator.Accounts;
import org.zizhu.fleet.operator.ApiTokens;
import org.zizhu.fleet.operator.Operator;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.report.Retention;
import org.zizhu.fleet.setup.Setups;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.SecretBox;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.DivisionNames;

/** A running fleet server: the centre's side of contract.md. Thread-safe. */
public final class Fleet implements AutoCloseable {

    /** Who signs in first, and lets others in. */
    public static final String FIRST = "admin";

    private final Database database;
    private final FleetAuthority authority;
    private final Port port;
    private final Links links;
    private final Enrolment enrolment;
    private final Setups setups;
    private final Commands commands;
    private final Configurations configurations;
    private final Accounts accounts;
    private final PagesPort pages;
    private final Health health;
    private final Duty duty;
    private final Retention retention;
    private final Rounds rounds;
    /** On a thread of its own, for whoever is told may answer slowly. */
    private final Rounds deliveries;

    private final Optional<String> firstPassword;

    private Fleet(Settings settings, Database database) throws IOException {
        this.database = database;
        this.authority = new FleetAuthority(settings.folder().resolve("keys"), settings.clock());
        // Before any port is open: a mistake in the rules' file keeps the fleet from starting.
        Rulebook rulebook = Rulebook.in(settings.folder());
        DivisionNames divisions = DivisionNames.in(settings.folder());
        this.retention = new Retention(database, settings.clock());
        this.duty = new Duty(database, settings.clock());
        this.health = new Health(database, rulebook, duty, settings.clock(), settings.nanos());
        Deliveries outbox = new Deliveries(
                database,
                rulebook.deliveries(),
                rulebook.mail(),
                rulebook.trust() == null ? null : settings.folder().resolve(rulebook.trust()),
                settings.folder().resolve("keys"),
                duty::mine,
                settings.clock());
        this.port = new Port(settings.bind(), settings.host(), settings.port(), authority);
        this.links = new Links(database, settings.clock(), settings.nanos(), port.workers());
        Polls polls = new Polls(links);
        this.enrolment = new Enrolment(
                database,
                authority,
                () -> settings.host() + ":" + port(),
                settings.clock(),
                unit -> links.cut(unit, Close.REVOKED));
        this.setups = new Setups(database, settings.clock());
        this.commands = new Commands(database, settings.clock(), links::tell);
        this.configurations = new Configurations(database, authority, settings.clock(), links::tell);
        this.accounts = new Accounts(database, secrets(settings), settings.clock());
        ApiTokens tokens = new ApiTokens(database, settings.clock());
        // Both or none: whoever starts the fleet again finds its ports free.
        try {
            port.serve(new UnitHandler(
                    database,
                    authority,
                    enrolment,
                    new Doors(links),
                    polls,
                    commands,
                    setups,
                    port.sockets(),
                    settings.clock()));
            PagesPort opened = new PagesPort(
                    settings.bind(),
                    settings.host(),
                    settings.pagesPort(),
                    authority,
                    new Handler.Sequence(
                            new Metrics(database, links, settings.folder().resolve("keys")),
                            new OperatorHandler(
                                    database, tokens, commands, configurations, health, setups, settings.clock()),
                            new Dashboard(
                                    database,
                                    accounts,
                                    tokens,
                                    enrolment,
                                    setups,
                                    commands,
                                    configurations,
                                    health,
                                    divisions,
                                    settings.clock())));
            // Only when somebody can sign in: a first password is told once.
            try {
                this.firstPassword = accounts.any()
                        ? Optional.empty()
                        : accounts.add(new Operator(FIRST, Role.ADMINISTRATOR, settings.division()), Acts.FLEET);
            } catch (RuntimeException e) {
                opened.close();
                throw e;
            }
            this.pages = opened;
        } catch (IOException | RuntimeException e) {
            port.close();
            throw e;
        }
        this.rounds = new Rounds("fleet-rounds", this::lookAround);
        this.deliveries = new Rounds("fleet-deliveries", outbox::lookAround);
    }

    /**
     * Starts the fleet and returns when it serves.
     *
     * @throws IOException if the port is taken, the folder can't be written, or the rules' file says what it can't
     */
    public static Fleet start(Settings settings) throws IOException {
        Files.createDirectories(settings.folder());
        Database database = Database.at(settings.databaseUrl());
        try {
            return new Fleet(settings, database);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * A new first password for somebody who has lost theirs, or their authenticator, when nobody is left who could give one: by whoever may
     * read the folder, on the server's own machine, also while the fleet runs. Empty if there is nobody of that name.
     */
    public static Optional<String> resetPassword(Settings settings, String name) {
        try (Database database = Database.at(settings.databaseUrl())) {
            return new Accounts(database, secrets(settings), settings.clock()).reset(name, Acts.CONSOLE);
        }
    }

    private static SecretBox secrets(Settings settings) {
        return new SecretBox(settings.folder().resolve("keys").resolve("secrets.key"));
    }

    public int port() {
        return port.port();
    }

    /** Where the dashboard is. */
    public int pagesPort() {
        return pages.port();
    }

    /** The first password of the first administrator, {@link #FIRST}; empty if there was somebody already. */
    public Optional<String> firstPassword() {
        return firstPassword;
    }

    public Accounts accounts() {
        return accounts;
    }

    public FleetAuthority authority() {
        return authority;
    }

    public Enrolment enrolment() {
        return enrolment;
    }

    /** With what bare units are to be set up. */
    public Setups setups() {
        return setups;
    }

    public Commands commands() {
        return commands;
    }

    public Configurations configurations() {
        return configurations;
    }

    public Links links() {
        return links;
    }

    public Health health() {
        return health;
    }

    /** What nobody else sees to: silence, commands whose time is over, alarms. By itself, once a second. */
    void lookAround() {
        links.lookAround();
        if (duty.mine()) {
            commands.lookAround();
        }
        configurations.lookAround(duty.mine());
        health.lookAround();
        retention.keep();
    }

    /** Tells the units that it goes, finishes what they have said, and closes. */
    @Override
    public void close() {
        rounds.close();
        deliveries.close();
        pages.close();
        links.close();
        port.close();
        duty.release();
        database.close();
    }
}
