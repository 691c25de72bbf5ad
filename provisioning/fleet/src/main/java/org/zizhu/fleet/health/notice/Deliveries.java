package org.zizhu.fleet.health.notice;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.trust.SecretFile;

/**
 * Sends what is in the outbox, oldest first, each at least once: it is off the outbox when the receiver has it. Whoever can't be reached
 * keeps no other waiting for longer than one attempt. For one thread at a time.
 */
public final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int MOST_AT_ONCE = 50;
    private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);

    private final Database database;
    private final BooleanSupplier onDuty;
    private final InstantSource clock;
    private final Map<String, Channel> channels = new HashMap<>();

    /**
     * @param mail null where nobody is told by mail
     * @param trust file with the authorities that receivers' certificates are of; null for those of the machine
     * @param keys folder with the secrets: {@code webhook-NAME.secret} is made where it is not there, {@code mail.password} is not
     * @param onDuty whether this node is the one that delivers
     * @throws IOException if a file is missing or is not what it should be
     */
    public Deliveries(
            Database database,
            List<Target> targets,
            @Nullable MailServer mail,
            @Nullable Path trust,
            Path keys,
            BooleanSupplier onDuty,
            InstantSource clock)
            throws IOException {
        this.database = database;
        this.onDuty = onDuty;
        this.clock = clock;
        SSLContext tls = tls(trust);
        HttpClient http = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(CONNECTS_WITHIN)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        String password = mail == null || mail.user() == null
                ? null
                : Files.readString(keys.resolve("mail.password")).strip();
        for (Target target : targets) {
            if (target.webhook() != null) {
                byte[] secret = SecretFile.read(keys.resolve("webhook-" + target.name() + ".secret"));
                channels.put(target.name(), new Webhook(http, target.webhook(), secret, clock));
            } else if (mail != null) {
                channels.put(target.name(), new Mail(mail, password, target.mail(), tls));
            }
        }
    }

    /** Sends what is due. */
    public void lookAround() {
        Instant begun = clock.instant();
        List<Outbox.Notice> due = database.read(connection -> Outbox.due(connection, begun, MOST_AT_ONCE));
        if (due.isEmpty() || !onDuty.getAsBoolean()) {
            return;
        }
        Set<String> unreachable = new HashSet<>();
        for (Outbox.Notice notice : due) {
            if (!unreachable.contains(notice.target()) && !delivered(notice)) {
                unreachable.add(notice.target());
            }
        }
    }

    private boolean delivered(Outbox.Notice notice) {
        try {
            Channel channel = channels.get(notice.target());
            if (channel == null) {
                throw new NotDelivered("no-such-target", null);
            }
            channel.send(notice.id(), notice.message());
            Instant now = clock.instant();
            database.write(connection -> {
                Outbox.delivered(connection, notice, now);
                return true;
            });
            return true;
        } catch (NotDelivered e) {
            LOG.warn("alarm {} can't be told to {}: {}", notice.message().number(), notice.target(), e.getMessage());
            Instant now = clock.instant();
            database.write(connection -> {
                Outbox.failed(connection, notice, String.valueOf(e.getMessage()), now);
                return true;
            });
            return false;
        }
    }

    private static SSLContext tls(@Nullable Path trust) throws IOException {
        try {
            if (trust == null) {
                return SSLContext.getDefault();
            }
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            try (InputStream file = Files.newInputStream(trust)) {
                int number = 0;
                for (Certificate authority :
                        CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                    trusted.setCertificateEntry("authority-" + number++, authority);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the authorities of receivers can't be read", e);
        }
    }
}
