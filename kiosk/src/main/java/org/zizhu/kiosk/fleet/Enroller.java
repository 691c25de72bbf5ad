package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a unit comes by its certificate: by a token the first time, under the present certificate from then on; contract.md §2 and §3. */
final class Enroller {

    private static final Logger LOG = LoggerFactory.getLogger(Enroller.class);

    /** What came of asking. */
    sealed interface Asked {

        /** The unit has a new certificate. */
        record Certified() implements Asked {}

        /** An operator has to agree; ask again after that time. */
        record Pending(Duration retry) implements Asked {}

        /** It is of no use to ask again. */
        record Refused(String code) implements Asked {}

        /** Nobody answered, or nobody could. */
        record NotNow() implements Asked {}
    }

    private final String terminal;
    private final FleetFolder folder;
    private final ReportStore store;
    private final Supplier<Optional<Instant>> now;

    Enroller(String terminal, FleetFolder folder, ReportStore store, Supplier<Optional<Instant>> now) {
        this.terminal = terminal;
        this.folder = folder;
        this.store = store;
        this.now = now;
    }

    /** Uses the token in the folder. It is gone when it was used, or is of no use. */
    Asked enrol() throws IOException, InterruptedException {
        Optional<EnrolmentToken> token = folder.token();
        if (token.isEmpty()) {
            LOG.error("the enrolment token in the folder is none");
            folder.forgetToken();
            return new Asked.Refused("token-unknown");
        }
        Trust trust = new Trust(token.get().authorityHash(), now);
        String address = token.get().address();
        Asked asked = ask(
                () -> FleetClient.bare(address, trust),
                "/unit/v1/enrolments",
                Map.of("token", token.get().secret(), "csr", folder.request(terminal)),
                chain -> {
                    // Before the new certificate: an old session with a new certificate would look like a copy.
                    store.forgetSession();
                    folder.certified(chain, address, trust);
                });
        if (asked instanceof Asked.Certified) {
            LOG.info("enrolled");
            folder.tokenUsed(token.get());
        } else if (asked instanceof Asked.Refused refused) {
            LOG.error("enrolment refused: {}", refused.code());
            folder.forgetToken();
            folder.forgetRequest();
        }
        return asked;
    }

    /** Asks for the next certificate, under the present one. */
    Asked renew(Identity identity, FleetClient client) throws IOException, InterruptedException {
        Asked asked = ask(
                () -> client,
                "/unit/v1/renewals",
                Map.of("csr", folder.request(terminal)),
                chain -> folder.certified(chain, identity.address(), Trust.in(identity.authority(), now)));
        if (asked instanceof Asked.Certified) {
            LOG.info("certificate renewed");
        } else if (asked instanceof Asked.Refused refused) {
            LOG.error("renewal refused: {}", refused.code());
            folder.forgetRequest();
        }
        return asked;
    }

    @FunctionalInterface
    private interface Client {
        FleetClient get() throws GeneralSecurityException;
    }

    @FunctionalInterface
    private interface Taken {
        void take(String chain) throws IOException, GeneralSecurityException;
    }

    private Asked ask(Client client, String path, Map<String, String> body, Taken taken)
            throws IOException, InterruptedException {
        try {
            FleetClient.Reply reply = client.get().post(path, body);
            if (reply.status() == 200) {
                taken.take(reply.body().path("chain").asString(""));
                return new Asked.Certified();
            }
            if (reply.status() == 202) {
                return new Asked.Pending(Duration.ofMillis(
                        Math.max(1_000, reply.body().path("retryMs").asLong(10_000))));
            }
            boolean forGood = reply.status() >= 400 && reply.status() < 500 && reply.status() != 429;
            return forGood && !reply.code().isEmpty() ? new Asked.Refused(reply.code()) : new Asked.NotNow();
        } catch (GeneralSecurityException e) {
            throw new IOException("the fleet's authority can't be used", e);
        }
    }
}
