package org.zizhu.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.enrolment.Token;
import org.zizhu.fleet.trust.Applicant;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.Pem;
import org.zizhu.fleet.unit.CertificateBook;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Peer;
import tools.jackson.databind.JsonNode;

/** A unit as the contract has it, with the JDK's HTTP client and WebSocket: its peer is nothing of ours. */
public final class TestUnit {

    /** As on a machine at load 18. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String OWN_TIME = "2026-11-29T02:19:27.120Z";

    private final Applicant applicant;
    private final X509Certificate authority;
    private final URI fleet;
    private HttpClient client;
    private X509Certificate certificate;
    /** What the last welcome gave; a copy of a disk has it too. */
    private JsonNode session;
    /** By what it goes, as it says. */
    private long configuration;

    private TestUnit(Applicant applicant, X509Certificate authority, URI fleet) {
        this.applicant = applicant;
        this.authority = authority;
        this.fleet = fleet;
        this.client = client();
    }

    /** A unit without a certificate. */
    public static TestUnit bare(Fleet fleet, String name) {
        return new TestUnit(
                Applicant.named(name),
                fleet.authority().certificate(),
                URI.create("https://127.0.0.1:" + fleet.port()));
    }

    /** One that has enrolled by the ordinary way. */
    public static TestUnit enrolled(Fleet fleet, String name) {
        fleet.enrolment().register(new UnitId(name), new Division("430102"), "op");
        return again(fleet, name);
    }

    /** New hardware for a unit that is on record. */
    public static TestUnit again(Fleet fleet, String name) {
        TestUnit unit = bare(fleet, name);
        Token token = fleet.enrolment()
                .tokenFor(new UnitId(name), Duration.ofDays(1), "op")
                .orElseThrow();
        unit.take(unit.enrol(token));
        return unit;
    }

    /** One that another fleet's authority has certified under this name; it knows where this fleet is. */
    public static TestUnit ofAnotherFleet(Fleet fleet, String name, FleetAuthority other) {
        TestUnit unit = bare(fleet, name);
        unit.certificate = other.certify(unit.id(), unit.applicant.keys().getPublic());
        unit.client = unit.client();
        return unit;
    }

    /** The same disk in another machine: key, certificate and session. */
    public TestUnit copy() {
        TestUnit copy = new TestUnit(applicant, authority, fleet);
        copy.certificate = certificate;
        copy.session = session;
        copy.client = copy.client();
        return copy;
    }

    public UnitId id() {
        return new UnitId(applicant.name());
    }

    /** As the fleet knows it by its certificate. */
    public Peer peer() {
        return new Peer(id(), 1, CertificateBook.serial(certificate));
    }

    public String csr() {
        return applicant.csr();
    }

    public HttpResponse<String> enrol(Token token) {
        return post(
                "/unit/v1/enrolments",
                "{\"token\":\"" + token.secret() + "\",\"csr\":" + Json.write(applicant.csr()) + "}");
    }

    /** Begins to use the certificate in the answer. */
    public void take(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError("not enrolled: " + answer.body());
        }
        certificate = Pem.certificate(json(answer.body()).path("chain").asString());
        client = client();
    }

    public HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(fleet.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        HttpRequest built = request.timeout(PATIENCE).build();
        try {
            return send(built);
        } catch (IOException e) {
            // A connection that was kept may have been closed just now; all requests may be repeated.
            try {
                return send(built);
            } catch (IOException again) {
                throw new AssertionError(again);
            }
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public URI at(String path) {
        return fleet.resolve(path);
    }

    /** Its key for a socket that isn't HTTP. */
    public SSLContext tls() {
        return context();
    }

    /** An open socket, before its hello. */
    public Line open() {
        Line line = new Line();
        try {
            line.socket = client.newWebSocketBuilder()
                    .subprotocols("zizhu.fleet.1")
                    .connectTimeout(PATIENCE)
                    .buildAsync(URI.create("wss://127.0.0.1:" + fleet.getPort() + "/unit/v1/link"), line)
                    .join();
        } catch (RuntimeException e) {
            throw new AssertionError("not connected", e);
        }
        return line;
    }

    /** The same by a clock that says something else. */
    public Line connectAt(String ownTime) {
        Line line = open();
        line.say(hello("journal-of-" + applicant.name()).replace(OWN_TIME, ownTime));
        line.welcome = line.frame("welcome");
        session = line.welcome.path("session");
        return line;
    }

    /** A connection that has been welcomed; the session is stored. */
    public Line connect() {
        return connect("journal-of-" + applicant.name());
    }

    public Line connect(String journal) {
        Line line = open();
        line.say(hello(journal));
        line.welcome = line.frame("welcome");
        session = line.welcome.path("session");
        return line;
    }

    public String hello(String journal) {
        return "{\"type\":\"hello\",\"minor\":0,\"software\":\"zizhu-test\",\"journal\":\"" + journal + "\","
                + (session == null ? "" : "\"session\":" + session + ",")
                + "\"time\":\"" + OWN_TIME + "\",\"clockTrusted\":false,\"commands\":[\"restart\"],\"configuration\":"
                + configuration + ",\"later\":1}";
    }

    public void goesBy(long version) {
        configuration = version;
    }

    public void forgetSession() {
        session = null;
    }

    public void store(JsonNode given) {
        session = given;
    }

    static JsonNode json(String text) {
        return Json.read(text, JsonNode.class).orElseThrow(() -> new AssertionError("no JSON: " + text));
    }

    private HttpClient client() {
        return HttpClient.newBuilder()
                .sslContext(context())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    private SSLContext context() {
        try {
            char[] password = "in-memory".toCharArray();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            if (certificate != null) {
                keys.setKeyEntry(
                        "unit", applicant.keys().getPrivate(), password, new Certificate[] {certificate, authority});
            }
            KeyManagerFactory mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            mine.init(keys, password);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(mine.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    /** One connection, and what has come over it. */
    public static final class Line implements WebSocket.Listener {
        private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private WebSocket socket;
        private JsonNode welcome;

        public JsonNode welcome() {
            return welcome;
        }

        public WebSocket socket() {
            return socket;
        }

        public void say(String frame) {
            socket.sendText(frame, true).join();
        }

        /** The same to a fleet that may have hung up. */
        public void sayIfOpen(String frame) {
            socket.sendText(frame, true).exceptionally(gone -> socket).join();
        }

        /** What the unit says of one device. */
        public void report(long seq, String fact) {
            say("{\"type\":\"reports\",\"reports\":[" + one(seq, fact) + "]}");
        }

        public static String one(long seq, String fact) {
            return "{\"seq\":" + seq + ",\"at\":\"2026-11-29T02:19:28Z\",\"ageMs\":0,\"fact\":" + fact + "}";
        }

        /** The next frame, which has to be of this type. */
        public JsonNode frame(String type) {
            try {
                JsonNode frame = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (frame == null || !frame.path("type").asString().equals(type)) {
                    throw new AssertionError("not " + type + " but " + frame + ", closed: " + closed.getNow("no"));
                }
                return frame;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** How the fleet has closed it: code and reason. */
        public String closed() {
            try {
                return closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (Exception e) {
                throw new AssertionError("not closed", e);
            }
        }

        public boolean isClosed() {
            return closed.isDone();
        }

        /** Hangs up, as a cable does. */
        public void drop() {
            socket.abort();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(json(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete((code + " " + reason).strip());
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete("broken");
        }
    }
}
