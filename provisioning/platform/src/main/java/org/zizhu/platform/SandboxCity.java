package org.zizhu.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.zizhu.platform.api.ApiHandler;
import org.zizhu.platform.api.TerminalDesk;
import org.zizhu.platform.collection.Stocking;
import org.zizhu.platform.document.Press;
import org.zizhu.platform.due.DueRegister;
import org.zizhu.platform.fault.FaultHandler;
import org.zizhu.platform.fault.Faults;
import org.zizhu.platform.payment.Notifications;
import org.zizhu.platform.payment.Payments;
import org.zizhu.platform.payment.Reconciler;
import org.zizhu.platform.payment.Reconciliation;
import org.zizhu.platform.payment.Rounds;
import org.zizhu.platform.people.Person;
import org.zizhu.platform.people.Photos;
import org.zizhu.platform.phone.PhoneMessages;
import org.zizhu.platform.qr.Issuer;
import org.zizhu.platform.qr.Phone;
import org.zizhu.platform.store.Database;
import org.zizhu.platform.trust.CertificateAuthority;
import org.zizhu.platform.trust.PadesSigner;
import org.zizhu.platform.trust.StaffAuthority;
import org.zizhu.platform.verify.ReceiptPage;
import org.zizhu.platform.verify.VerificationPage;

/**
 * A running reference government platform with its own people: everything a kiosk needs of a city, on one table. Thread-safe.
 */
public final class SandboxCity implements AutoCloseable {

    private final Database database;
    private final CertificateAuthority authority;
    private final StaffAuthority staff;
    private final List<Person> people;
    private final Port publicPort;
    private final Port apiPort;
    private final Faults faults;
    private final PhoneMessages messages = new PhoneMessages();
    private final Photos photos;
    private final Issuer issuer;
    private final Phone phone;
    private final Providers providers;
    private final TerminalDesk terminals;
    private final Payments payments;
    private final Reconciler reconciler;
    private final List<Rounds> rounds;

    private SandboxCity(Settings settings, CertificateAuthority authority, Database database) throws IOException {
        this.authority = authority;
        this.staff = new StaffAuthority(settings.folder().resolve("keys"), database, settings.clock());
        this.database = database;
        this.photos = new Photos(settings.folder().resolve("photos"));
        this.people = Founding.of(database, settings);
        this.terminals = new TerminalDesk(database, authority, staff, people, settings.clock());
        this.issuer = new Issuer(database, authority, settings.clock());
        this.phone = new Phone(database, issuer, settings.clock());
        this.publicPort = Port.plain(settings.publicPort());
        this.providers = Providers.open(settings.clock(), settings.folder().resolve("providers"), publicPort::uri);
        this.payments = new Payments(database, providers.adapters(), settings.clock());
        this.reconciler = new Reconciler(database, payments, settings.clock());
        this.apiPort = Port.mutualTls(settings.apiPort(), authority);
        this.faults = new Faults(apiPort::connected);
        try {
            publicPort.serve(new Handler.Sequence(
                    new Notifications(payments, providers.ears()),
                    new VerificationPage(database, settings.clock()),
                    new ReceiptPage(database)));
            Press press = new Press(new PadesSigner(authority.signer("Electronic Seal of the Sandbox City")));
            ApiHandler api = new ApiHandler(
                    database,
                    press,
                    issuer,
                    publicPort.uri(),
                    messages,
                    photos,
                    payments,
                    Founding.handleKey(database),
                    settings.clock(),
                    terminals,
                    staff::revocations,
                    staff::revoked,
                    staff::maySettle);
            apiPort.serve(new FaultHandler(api, faults));
            Thread warming = new Thread(press::warm, "city-press");
            warming.setDaemon(true);
            warming.start();
            this.rounds = List.of(
                    new Rounds("city-payments", payments::lookAround),
                    new Rounds("city-bills", reconciler::daily),
                    new Rounds("city-providers", providers::again));
        } catch (IOException | RuntimeException e) {
            providers.close();
            apiPort.close();
            publicPort.close();
            throw e;
        }
    }

    /**
     * Starts the city and returns when it serves. The first start makes keys and people and takes a second or two longer.
     *
     * @throws IOException if a port is taken or the folder cannot be written
     * @throws IllegalStateException if the folder belongs to a city with another seed, or a font is missing
     */
    public static SandboxCity start(Settings settings) throws IOException {
        Files.createDirectories(settings.folder());
        CertificateAuthority authority =
                new CertificateAuthority(settings.folder().resolve("keys"), settings.clock());
        Database database = Database.in(settings.folder().resolve("city.sqlite"));
        try {
            return new SandboxCity(settings, authority, database);
        } catch (IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Where terminals ask, {@code https://127.0.0.1:port}. */
    public URI apiUri() {
        return apiPort.uri();
    }

    /** Where anyone verifies a document, {@code http://127.0.0.1:port}. */
    public URI publicUri() {
        return publicPort.uri();
    }

    /** Everyone with a card, those unknown to the platform included; the well-known ones first. */
    public List<Person> people() {
        return people;
    }

    /**
     * The person of that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Person person(String id) {
        return people.stream()
                .filter(person -> person.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody has the id " + id));
    }

    /**
     * Makes a terminal known: leaves in the folder {@code unit.p12} (PKCS#12), {@code unit.password} (its password, one line)
     * and {@code ca.pem}; that it knows staff, {@code staff-ca.pem} and {@code staff-revoked.crl}; and {@code qr-trust.json} (by
     * what it verifies codes until it asks for news). With the first terminal come the new cards that wait for people; each has a
     * locker with some results of cases in it. May be repeated.
     */
    public void enrol(String terminalId, Path into) throws IOException {
        authority.enrol(terminalId, into);
        staff.write(into);
        database.write(db -> {
            Stocking.stock(db, terminalId, people, new SecureRandom());
            return terminalId;
        });
        Files.write(into.resolve("qr-trust.json"), issuer.trust());
    }

    /**
     * A code by which a terminal may have a key of its own certified, at {@code /v1/enrolments}, once.
     *
     * @param good for so long
     */
    public String enrolmentCode(String terminalId, Duration good) {
        return terminals.code(terminalId, good);
    }

    /**
     * The same by whoever may read the city's folder, on its own machine, also while it runs; with what else a terminal has to be told, as lines
     * of a setup.
     */
    public static String enrolment(Settings settings, String terminalId, Duration good) {
        Path keys = settings.folder().resolve("keys");
        CertificateAuthority authority = new CertificateAuthority(keys, settings.clock());
        try (Database database = Database.in(settings.folder().resolve("city.sqlite"))) {
            StaffAuthority staff = new StaffAuthority(keys, database, settings.clock());
            String code =
                    new TerminalDesk(database, authority, staff, List.of(), settings.clock()).code(terminalId, good);
            return "ca-sha256: " + authority.hash() + "\ncode: " + code;
        }
    }

    /** SHA-256 of the certificate of the authority by which terminals know the city, base64url without padding. */
    public String authorityHash() {
        return authority.hash();
    }

    /** The number on the water bills of somebody's household; nothing for whom the city does not know. */
    public Optional<String> household(Person person) {
        return database.read(db -> DueRegister.householdOf(db, person.id()));
    }

    /** Who gives out staff cards. */
    public StaffAuthority staff() {
        return staff;
    }

    /** What citizens' phones show. */
    public Phone phone() {
        return phone;
    }

    /** Who signs the city's own codes. */
    public Issuer issuer() {
        return issuer;
    }

    /** What has arrived on citizens' phones. */
    public PhoneMessages messages() {
        return messages;
    }

    /** The photos on record; none at first. */
    public Photos photos() {
        return photos;
    }

    /** Who collects money, and what citizens' wallets do. */
    public Providers providers() {
        return providers;
    }

    /** The cash desk. */
    public Payments payments() {
        return payments;
    }

    /** Compares each provider's bill of a day with the city's book; none of a provider that gives no bill just now. */
    public List<Reconciliation> reconcile(LocalDate day) {
        return payments.means().stream()
                .sorted()
                .flatMap(means -> reconciler.reconcile(day, means).stream())
                .toList();
    }

    /** The switches by which the API is made ill. The verification page stays well. */
    public Faults faults() {
        return faults;
    }

    /** Answers what has been asked, then stops. */
    @Override
    public void close() {
        payments.close();
        rounds.forEach(Rounds::close);
        providers.close();
        apiPort.close();
        publicPort.close();
        database.close();
    }
}
