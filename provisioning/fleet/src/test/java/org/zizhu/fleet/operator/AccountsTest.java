package org.zizhu.fleet.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.HandClock;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import org.zizhu.fleet.trust.SecretBox;
import org.zizhu.fleet.unit.Division;

/** People of the centre sign in, and others do not. */
class AccountsTest {

    private static final String OWN = "four words and a tree";
    private static final Operator WARDEN = new Operator("warden", Role.ADMINISTRATOR, new Division("430100"));
    private static final Operator TOWNSHIP = new Operator("furong", Role.OPERATOR, new Division("430102"));

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private Database database;
    private Accounts accounts;

    private void open(Store store) {
        database = store.open(folder);
        accounts = new Accounts(database, new SecretBox(folder.resolve("secrets.key")), clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void somebodyNew_setsUpAnAuthenticatorAndAPasswordOfTheirOwn_andIsIn(Store store) {
        open(store);
        assertFalse(accounts.any());
        String first = accounts.add(WARDEN, "fleet").orElseThrow();
        assertTrue(accounts.any());
        assertEquals(Optional.empty(), accounts.add(WARDEN, "fleet"), "the name is taken");

        byte[] secret = authenticator(accounts.signIn("warden", first, ""));
        assertInstanceOf(SignedIn.PasswordTooWeak.class, accounts.setUp("warden", first, code(secret), "short"));
        assertInstanceOf(SignedIn.PasswordTooWeak.class, accounts.setUp("warden", first, code(secret), first));
        assertInstanceOf(SignedIn.Refused.class, accounts.setUp("warden", first, "000000", OWN));
        String token = in(accounts.setUp("warden", first, code(secret), OWN));
        assertEquals(WARDEN, accounts.session(token, true).orElseThrow().operator());

        clock.advance(Duration.ofSeconds(60));
        assertInstanceOf(
                SignedIn.Refused.class, accounts.signIn("warden", first, code(secret)), "it was the first one");
        in(accounts.signIn("warden", OWN, code(secret)));
        assertInstanceOf(SignedIn.Refused.class, accounts.signIn("warden", OWN, code(secret)), "each code serves once");
        assertEquals(
                List.of("add-operator", "set-up-operator", "sign-in", "sign-in"),
                database.read(connection ->
                        Sql.list(connection, "SELECT act FROM act ORDER BY id", row -> row.getString(1))));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void fiveWrongOnes_lockTheAccount_alsoForTheRightOne(Store store) {
        open(store);
        byte[] secret = member(WARDEN);
        for (int wrong = 0; wrong < 5; wrong++) {
            assertInstanceOf(
                    SignedIn.Refused.class,
                    wrong % 2 == 0
                            ? accounts.signIn("warden", "not the password", code(secret))
                            : accounts.signIn("warden", OWN, "000000"));
        }
        assertInstanceOf(SignedIn.Refused.class, accounts.signIn("warden", OWN, code(secret)));

        clock.advance(Duration.ofMinutes(15));
        in(accounts.signIn("warden", OWN, code(secret)));
        assertInstanceOf(SignedIn.Refused.class, accounts.signIn("nobody", OWN, "123456"), "told the same");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void sessionsEnd_whenNobodyIsThere_afterADay_andWhenSomebodySaysSo(Store store) {
        open(store);
        byte[] secret = member(WARDEN);
        String idle = in(accounts.signIn("warden", OWN, code(secret)));
        clock.advance(Duration.ofMinutes(29));
        assertTrue(accounts.session(idle, true).isPresent());
        clock.advance(Duration.ofMinutes(29));
        assertTrue(accounts.session(idle, true).isPresent(), "it was used meanwhile");
        clock.advance(Duration.ofMinutes(29));
        assertTrue(accounts.session(idle, false).isPresent(), "a page that refreshes itself");
        clock.advance(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), accounts.session(idle, true));

        String busy = in(accounts.signIn("warden", OWN, code(secret)));
        for (int quarter = 0; quarter < 47; quarter++) {
            clock.advance(Duration.ofMinutes(15));
            assertTrue(accounts.session(busy, true).isPresent());
        }
        clock.advance(Duration.ofMinutes(15));
        assertEquals(Optional.empty(), accounts.session(busy, true), "twelve hours");

        String ended = in(accounts.signIn("warden", OWN, code(secret)));
        accounts.signOut(ended);
        assertEquals(Optional.empty(), accounts.session(ended, true));
        assertEquals(Optional.empty(), accounts.session("no token", true));
    }

    @Test
    void whereNothingCanBeWritten_whoIsInStaysInToSeeWhy() {
        open(Store.SQLITE);
        byte[] secret = member(WARDEN);
        String token = in(accounts.signIn("warden", OWN, code(secret)));
        database.write(connection -> Sql.run(
                connection,
                "CREATE TRIGGER disk_full BEFORE UPDATE ON operator_session BEGIN SELECT RAISE(ABORT, 'full'); END"));
        clock.advance(Duration.ofMinutes(2));
        assertEquals(WARDEN, accounts.session(token, true).orElseThrow().operator());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whoIsResetOrRemoved_isOutAtOnce(Store store) {
        open(store);
        member(WARDEN);
        byte[] lost = member(TOWNSHIP);
        assertEquals(List.of(TOWNSHIP), accounts.in(new Division("430102")));
        assertEquals(List.of(TOWNSHIP, WARDEN), accounts.in(new Division("430100")));
        String open = in(accounts.signIn("furong", OWN, code(lost)));

        String first = accounts.reset("furong", "warden").orElseThrow();
        assertEquals(Optional.empty(), accounts.session(open, true));
        assertInstanceOf(SignedIn.Refused.class, accounts.signIn("furong", OWN, code(lost)));
        byte[] secret = authenticator(accounts.signIn("furong", first, ""));
        clock.advance(Duration.ofMinutes(1));
        String again = in(accounts.setUp("furong", first, code(secret), OWN + " 2"));

        assertTrue(accounts.remove("furong", "warden"));
        assertEquals(Optional.empty(), accounts.session(again, true));
        assertFalse(accounts.remove("furong", "warden"));
        assertEquals(Optional.empty(), accounts.reset("furong", "warden"));
    }

    @Test
    void rolesAndDivisions_boundWhatSomebodyMayDo() {
        open(Store.SQLITE);
        Division township = new Division("430102001");
        assertTrue(TOWNSHIP.may(Role.OPERATOR, township));
        assertTrue(TOWNSHIP.may(Role.VIEWER, new Division("430102")));
        assertFalse(TOWNSHIP.may(Role.ENGINEER, township), "a role too small");
        assertFalse(TOWNSHIP.may(Role.VIEWER, new Division("430103")), "another county");
        assertFalse(TOWNSHIP.may(Role.VIEWER, new Division("430100")), "the city above");
        assertTrue(WARDEN.may(Role.ADMINISTRATOR, township));
    }

    @Test
    void theDatabaseAlone_tellsNoSecret() throws Exception {
        open(Store.SQLITE);
        byte[] secret = member(WARDEN);
        String token = in(accounts.signIn("warden", OWN, code(secret)));
        database.close();

        for (Path file : List.of(folder.resolve("fleet.sqlite"))) {
            String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            for (String told : List.of(OWN, token, Base32.toBase32String(secret))) {
                assertFalse(bytes.contains(told));
            }
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets.key"))));
    }

    /** Somebody who has set up all; the code of this half minute is used. Returns their authenticator's secret. */
    private byte[] member(Operator operator) {
        String first = accounts.add(operator, "fleet").orElseThrow();
        byte[] secret = authenticator(accounts.signIn(operator.name(), first, ""));
        in(accounts.setUp(operator.name(), first, code(secret), OWN));
        clock.advance(Duration.ofMinutes(1));
        return secret;
    }

    private String code(byte[] secret) {
        return Totp.code(secret, Totp.step(clock.instant()));
    }

    private static byte[] authenticator(SignedIn answer) {
        String uri =
                assertInstanceOf(SignedIn.SetUp.class, answer).authenticator().toString();
        Matcher secret = Pattern.compile("otpauth://totp/Zizhu:[a-z]+\\?secret=([A-Z2-7]{32})&issuer=Zizhu")
                .matcher(uri);
        assertTrue(secret.matches());
        return Base32.decode(secret.group(1));
    }

    private static String in(SignedIn answer) {
        return assertInstanceOf(SignedIn.In.class, answer).token();
    }
}
