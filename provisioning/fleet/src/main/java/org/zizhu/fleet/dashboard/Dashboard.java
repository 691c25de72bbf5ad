package org.zizhu.fleet.dashboard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.configuration.Configurations;
import org.zizhu.fleet.enrolment.Enrolment;
import org.zizhu.fleet.group.Groups;
import org.zizhu.fleet.health.Health;
import org.zizhu.fleet.log.Defect;
import org.zizhu.fleet.operator.Accounts;
import org.zizhu.fleet.operator.ApiTokens;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.operator.SignedIn;
import org.zizhu.fleet.setup.Setups;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.StoreFailed;
import org.zizhu.fleet.unit.DivisionNames;

/**
 * The dashboard: signing in, and the way to the other pages for who has. Nothing is done by a GET, and nothing by a form that did not come
 * from one of these pages.
 */
public final class Dashboard extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
    /** The prefix makes browsers refuse it without TLS, or from another host. */
    private static final String SESSION = "__Host-fleet";

    private static final String LANGUAGE = "language";
    private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);
    /** Sent by the script that keeps a page fresh: nobody has touched anything. */
    private static final String BY_ITSELF = "X-By-Itself";

    private final Accounts accounts;
    private final InstantSource clock;
    private final Pages pages = new Pages();
    private final UnitPages units;
    private final MapPages map;
    private final AlarmPages alarms;
    private final GroupPages groups;
    private final OrderPages orders;
    private final ConfigurationPages configurations;
    private final EnrolmentPages enrolments;
    private final SetupPages setups;
    private final PeoplePages people;

    public Dashboard(
            Database database,
            Accounts accounts,
            ApiTokens tokens,
            Enrolment enrolment,
            Setups setups,
            Commands commands,
            Configurations configurations,
            Health health,
            DivisionNames names,
            InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
        this.units = new UnitPages(database, commands, pages, clock);
        this.map = new MapPages(database, names, pages, clock);
        this.alarms = new AlarmPages(database, health, pages);
        this.groups = new GroupPages(database, new Groups(database, clock), pages, clock);
        this.orders = new OrderPages(database, commands, pages);
        this.configurations = new ConfigurationPages(database, configurations, pages);
        this.enrolments = new EnrolmentPages(database, enrolment, pages);
        this.setups = new SetupPages(database, setups, pages);
        this.people = new PeoplePages(accounts, tokens, pages);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Visit visit = new Visit(request, response, callback, words(request), 0);
        try {
            answer(visit);
        } catch (StoreFailed e) {
            LOG.warn("the database can't be had: {}", e.getMessage());
            trouble(visit, HttpStatus.SERVICE_UNAVAILABLE_503);
        } catch (RuntimeException e) {
            if (e instanceof HttpException theirs) {
                // A form that is none, or too big.
                trouble(visit, theirs.getCode());
            } else {
                LOG.error("a page failed: {}", Defect.of(e));
                trouble(visit, HttpStatus.INTERNAL_SERVER_ERROR_500);
            }
        }
        return true;
    }

    private void answer(Visit visit) {
        if (pages.file(visit)) {
            return;
        }
        if (visit.posts() && fromElsewhere(visit.request())) {
            trouble(visit, HttpStatus.FORBIDDEN_403);
            return;
        }
        switch (visit.path()) {
            case "/language" -> language(visit);
            case "/sign-in" -> signIn(visit);
            case "/set-up" -> setUp(visit);
            default -> signedIn(visit);
        }
    }

    private void signedIn(Visit visit) {
        String token = cookie(visit.request(), SESSION);
        Optional<Session> session =
                accounts.session(token, !visit.request().getHeaders().contains(BY_ITSELF));
        if (session.isEmpty()) {
            pages.to(visit, "/sign-in");
            return;
        }
        Fields form = visit.posts() ? visit.form() : Fields.EMPTY;
        if (visit.posts() && !session.get().csrf().equals(form.getValue("csrf"))) {
            trouble(visit, HttpStatus.FORBIDDEN_403);
            return;
        }
        if (visit.path().equals("/sign-out") && visit.posts()) {
            accounts.signOut(token);
            Response.addCookie(visit.response(), cookie(SESSION, "", Duration.ZERO));
            pages.to(visit, "/sign-in");
            return;
        }
        Visit theirs = visit.with(alarms.waiting(session.get().operator().division()));
        boolean answered = units.answer(theirs, session.get(), form)
                || map.answer(theirs, session.get())
                || alarms.answer(theirs, session.get(), form)
                || groups.answer(theirs, session.get(), form)
                || orders.answer(theirs, session.get(), form)
                || configurations.answer(theirs, session.get(), form)
                || enrolments.answer(theirs, session.get(), form)
                || setups.answer(theirs, session.get(), form)
                || people.answer(theirs, session.get(), form);
        if (!answered) {
            trouble(visit, HttpStatus.NOT_FOUND_404);
        }
    }

    private void signIn(Visit visit) {
        if (!visit.posts()) {
            showSignIn(visit, HttpStatus.OK_200, false);
            return;
        }
        Fields form = visit.form();
        String name = field(form, "name");
        String password = field(form, "password");
        SignedIn answer = accounts.signIn(name, password, field(form, "code").replace(" ", ""));
        if (answer instanceof SignedIn.SetUp setUp) {
            showSetUp(visit, name, password, setUp, "");
        } else {
            in(visit, answer);
        }
    }

    /** The secret goes to the page and comes back with the form: it is offered, and nothing can be done with it yet. */
    private void setUp(Visit visit) {
        if (!visit.posts()) {
            pages.to(visit, "/sign-in");
            return;
        }
        Fields form = visit.form();
        String name = field(form, "name");
        String first = field(form, "first");
        SignedIn answer = accounts.setUp(name, first, field(form, "code").replace(" ", ""), field(form, "own"));
        if (answer instanceof SignedIn.PasswordTooWeak
                && accounts.signIn(name, first, "") instanceof SignedIn.SetUp again) {
            showSetUp(
                    visit,
                    name,
                    first,
                    again,
                    visit.words()
                            .say(
                                    "新密码至少 12 个字符，且不同于初始密码；请重新扫码",
                                    "Twelve characters at least, and not the first password. Scan the code again"));
        } else {
            in(visit, answer);
        }
    }

    private void in(Visit visit, SignedIn answer) {
        if (answer instanceof SignedIn.In in) {
            Response.addCookie(visit.response(), cookie(SESSION, in.token(), null));
            pages.to(visit, "/");
        } else {
            showSignIn(visit, HttpStatus.UNAUTHORIZED_401, true);
        }
    }

    private void showSignIn(Visit visit, int status, boolean refused) {
        pages.show(visit, status, "sign-in", Map.of("words", visit.words(), "refused", refused));
    }

    private void showSetUp(Visit visit, String name, String first, SignedIn.SetUp setUp, String objection) {
        pages.show(
                visit,
                HttpStatus.OK_200,
                "set-up",
                Map.of(
                        "words",
                        visit.words(),
                        "name",
                        name,
                        "first",
                        first,
                        "authenticator",
                        setUp.authenticator().toString(),
                        "code",
                        Matrix.of(setUp.authenticator().toString()),
                        "objection",
                        objection));
    }

    private void language(Visit visit) {
        String wanted = visit.asked("to").equals("en") ? "en" : "zh";
        Response.addCookie(visit.response(), cookie(LANGUAGE, wanted, LANGUAGE_KEPT));
        String back = visit.asked("back");
        pages.to(visit, Visit.isOwn(back) ? back : "/");
    }

    private void trouble(Visit visit, int status) {
        pages.show(visit, status, "trouble", Map.of("words", visit.words(), "status", status));
    }

    private Words words(Request request) {
        String chosen = cookie(request, LANGUAGE);
        String header = request.getHeaders().get("Accept-Language");
        boolean english = chosen.isEmpty() ? header != null && header.startsWith("en") : chosen.equals("en");
        return new Words(english, clock.instant());
    }

    /** Browsers say where a form comes from; who doesn't is no browser, and has no session of somebody else's. */
    private static boolean fromElsewhere(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static String cookie(Request request, String name) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private static HttpCookie cookie(String name, String value, @Nullable Duration kept) {
        HttpCookie.Builder cookie = HttpCookie.build(name, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite(HttpCookie.SameSite.STRICT);
        return (kept == null ? cookie : cookie.maxAge(kept.toSeconds())).build();
    }

    static String field(Fields form, String name) {
        String value = form.getValue(name);
        return value == null ? "" : value.strip();
    }
}
