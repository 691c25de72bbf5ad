package org.zizhu.fleet.units;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.enrolment.Enrolment;
import org.zizhu.fleet.enrolment.Token;
import tools.jackson.databind.JsonNode;

/** Simulated units of one process, from their enrolment on. Thread-safe. */
final class Crowd implements AutoCloseable {

    /** How many enrol at once: what the fleet lets at once. */
    private static final int ENROL_AT_ONCE = 16;

    private static final int TIMER_THREADS = 2;
    private static final Duration TOKEN_GOOD = Duration.ofHours(1);
    private static final String OPERATOR = "simulation";

    private final Tally tally = new Tally();
    private final List<SimulatedUnit> units = new ArrayList<>();
    private final Uplink uplink;
    private final AtomicInteger threads = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(TIMER_THREADS, run -> {
        Thread thread = new Thread(run, "units-timer-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param number how many
     * @param port of the fleet, today
     * @param authority the fleet's
     * @param seed what happens to them
     */
    Crowd(int number, IntSupplier port, X509Certificate authority, long seed) {
        uplink = new Uplink(port, authority);
        for (int i = 0; i < number; i++) {
            units.add(new SimulatedUnit(Place.of(i), uplink, timer, seed + i, tally));
        }
    }

    /** All of them enrol by contract.md §2: registered with a token by an operator, a key of their own, a request over TLS. */
    void enrol(Enrolment operator) {
        ExecutorService enrolling = Executors.newFixedThreadPool(ENROL_AT_ONCE);
        try {
            List<Callable<Boolean>> all = units.stream()
                    .<Callable<Boolean>>map(unit -> () -> {
                        enrol(operator, unit);
                        return true;
                    })
                    .toList();
            for (Future<Boolean> one : enrolling.invokeAll(all)) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a unit could not enrol", e.getCause());
        } finally {
            enrolling.shutdownNow();
        }
    }

    private void enrol(Enrolment operator, SimulatedUnit unit) throws GeneralSecurityException {
        operator.register(unit.id(), unit.place().township(), OPERATOR);
        Token token = operator.tokenFor(unit.id(), TOKEN_GOOD, OPERATOR).orElseThrow();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        String answer = uplink.post(
                "/unit/v1/enrolments",
                "{\"token\":\"" + token.secret() + "\",\"csr\":"
                        + Json.write(request(unit.id().value(), pair)) + "}");
        String chain =
                Json.read(answer, JsonNode.class).orElseThrow().path("chain").asString();
        uplink.keep(unit.id().value(), new Identity(pair.getPrivate(), certificates(chain)));
    }

    private static String request(String name, KeyPair pair) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + name), pair.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static X509Certificate[] certificates(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .toArray(X509Certificate[]::new);
    }

    /** All get a network, one after the other within that time. */
    void plugIn(Duration within) {
        units.forEach(unit -> unit.plugIn(within));
    }

    List<SimulatedUnit> units() {
        return units;
    }

    Tally tally() {
        return tally;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        units.forEach(SimulatedUnit::unplug);
        uplink.close();
    }
}
