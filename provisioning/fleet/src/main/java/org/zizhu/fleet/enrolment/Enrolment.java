package org.zizhu.fleet.enrolment;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Refusal;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.trust.Digest;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.trust.SigningRequest;
import org.zizhu.fleet.unit.Acts;
import org.zizhu.fleet.unit.CertificateBook;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.Judgement;
import org.zizhu.fleet.unit.Peer;
import org.zizhu.fleet.unit.Standing;
import org.zizhu.fleet.unit.Unit;
import org.zizhu.fleet.unit.UnitRegister;

/**
 * How units come into the fleet, stay in it and leave it: tokens, certificates, an operator's word. Whatever takes a certificate away
 * also has the unit's connection cut, after it is durable. Thread-safe.
 */
public final class Enrolment {

    /** An answer may be lost, and the unit's engineer may come back next week; the key is the same, so nothing is given away. */
    private static final Duration ANSWERED_AGAIN_FOR = Duration.ofDays(7);

    private record TokenEntry(
            @Nullable UnitId unit, Division division, Instant expires, OptionalLong usedAt, @Nullable String usedKey) {}

    private final Database database;
    private final FleetAuthority authority;
    private final Supplier<String> address;
    private final InstantSource clock;
    private final Consumer<UnitId> cut;
    /** Tokens must be unguessable. */
    private final SecureRandom random = new SecureRandom();

    /**
     * @param address host and port at which units find the fleet
     * @param cut ends the unit's connection, for its certificate is gone
     */
    public Enrolment(
            Database database,
            FleetAuthority authority,
            Supplier<String> address,
            InstantSource clock,
            Consumer<UnitId> cut) {
        this.database = database;
        this.authority = authority;
        this.address = address;
        this.clock = clock;
        this.cut = cut;
    }

    // --- an operator's side -----------------------------------------------------------------------------------------

    /** Registers a unit before anything has enrolled; false if there is one of this id. */
    public boolean register(UnitId unit, Division division, String actor) {
        Instant now = clock.instant();
        return database.write(connection -> {
            boolean added = UnitRegister.add(connection, unit, division, now);
            if (added) {
                Acts.record(connection, now, actor, "register-unit", unit, division.code());
            }
            return added;
        });
    }

    /** A token for a unit on record: its first enrolment, or a replacement. Empty if there is no such unit. */
    public Optional<Token> tokenFor(UnitId unit, Duration good, String actor) {
        return database.write(connection -> {
            Optional<Unit> known = UnitRegister.find(connection, unit);
            return known.isEmpty()
                    ? Optional.empty()
                    : Optional.of(newToken(connection, unit, known.get().division(), good, actor));
        });
    }

    /** A token for any new unit of a division; an operator has to agree to what enrols with it. */
    public Token tokenFor(Division division, Duration good, String actor) {
        return database.write(connection -> newToken(connection, null, division, good, actor));
    }

    /** What waits for an operator's word in a division and what lies in it. */
    public List<Waiting> waiting(Division division) {
        return database.read(connection -> RequestBook.waiting(connection, division));
    }

    /** Agrees to a request; false if it doesn't wait (any more), or its name belongs to another by now. */
    public boolean approve(long number, String actor) {
        Instant now = clock.instant();
        return database.write(connection -> {
            Optional<RequestBook.Entry> entry =
                    RequestBook.byNumber(connection, number).filter(RequestBook.Entry::pending);
            Optional<SigningRequest> csr = entry.flatMap(found -> SigningRequest.read(found.csr()));
            if (entry.isEmpty() || csr.isEmpty()) {
                return false;
            }
            Waiting request = entry.get().request();
            Peer peer;
            if (request.kind() == Waiting.Kind.ENROLMENT) {
                if (!UnitRegister.add(connection, request.unit(), request.division(), now)) {
                    // Somebody has registered the name since: only a token for that unit takes its place.
                    return false;
                }
                peer = certify(connection, csr.get(), UnitRegister.nextGeneration(connection, request.unit()), now);
            } else {
                long generation = UnitRegister.find(connection, request.unit())
                        .filter(unit -> unit.standing() == Standing.ENROLLED)
                        .map(Unit::generation)
                        .orElse(-1L);
                if (generation < 0) {
                    return false;
                }
                peer = certify(connection, csr.get(), generation, now);
            }
            RequestBook.decide(connection, number, peer.serial(), actor, now);
            Acts.record(connection, now, actor, "approve-request", request.unit(), peer.serial());
            return true;
        });
    }

    /** Says no to a request; false if it doesn't wait (any more). */
    public boolean refuse(long number, String actor) {
        Instant now = clock.instant();
        return database.write(connection -> {
            Optional<RequestBook.Entry> entry =
                    RequestBook.byNumber(connection, number).filter(RequestBook.Entry::pending);
            if (entry.isEmpty()) {
                return false;
            }
            RequestBook.decide(connection, number, null, actor, now);
            Acts.record(
                    connection,
                    now,
                    actor,
                    "refuse-request",
                    entry.get().request().unit(),
                    "-");
            return true;
        });
    }

    /** Takes the unit's certificates away and cuts its connection; false if there is no such unit. */
    public boolean revoke(UnitId unit, String actor) {
        Instant now = clock.instant();
        boolean known = database.write(connection -> {
            if (UnitRegister.find(connection, unit).isEmpty()) {
                return false;
            }
            UnitRegister.bar(connection, unit, Standing.REVOKED);
            Acts.record(connection, now, actor, "revoke-unit", unit, "-");
            return true;
        });
        if (known) {
            cut.accept(unit);
        }
        return known;
    }

    // --- a unit's side ----------------------------------------------------------------------------------------------

    /** A bare unit that does not know yet who it is asks for whom its token is. Nothing is used up by that. */
    public Enrolled named(String secret) {
        Instant now = clock.instant();
        return database.read(connection -> token(connection, Digest.of(secret))
                .<Enrolled>map(token -> token.usedAt.isPresent()
                        ? new Enrolled.Refused(Refusal.TOKEN_USED)
                        : now.isBefore(token.expires)
                                ? new Enrolled.Named(token.unit)
                                : new Enrolled.Refused(Refusal.TOKEN_EXPIRED))
                .orElseGet(() -> new Enrolled.Refused(Refusal.TOKEN_UNKNOWN)));
    }

    /** A bare unit asks for its certificate. Asked again with the same token and key, it is answered the same. */
    public Enrolled enrol(String secret, String csrPem) {
        Optional<SigningRequest> read = SigningRequest.read(csrPem);
        if (read.isEmpty()) {
            return new Enrolled.Refused(Refusal.CSR_INVALID);
        }
        SigningRequest csr = read.get();
        String tokenHash = Digest.of(secret);
        Instant now = clock.instant();
        boolean[] replaced = {false};
        Enrolled answer = database.write(connection -> {
            Optional<TokenEntry> known = token(connection, tokenHash);
            if (known.isEmpty()) {
                return new Enrolled.Refused(Refusal.TOKEN_UNKNOWN);
            }
            TokenEntry token = known.get();
            if (token.usedAt.isPresent()) {
                return again(connection, token, tokenHash, csr, now);
            }
            if (!now.isBefore(token.expires)) {
                return new Enrolled.Refused(Refusal.TOKEN_EXPIRED);
            }
            Optional<Refusal> objection = objection(connection, token, csr);
            if (objection.isPresent()) {
                return new Enrolled.Refused(objection.get());
            }
            if (!use(connection, tokenHash, csr, now)) {
                // Another node of the fleet was quicker.
                return again(connection, token(connection, tokenHash).orElseThrow(), tokenHash, csr, now);
            }
            if (token.unit == null) {
                RequestBook.add(connection, Waiting.Kind.ENROLMENT, csr, token.division, tokenHash, null, now);
                return new Enrolled.Pending(csr.unit());
            }
            Peer peer = certify(connection, csr, UnitRegister.nextGeneration(connection, token.unit), now);
            replaced[0] = peer.generation() > 1;
            RequestBook.add(connection, Waiting.Kind.ENROLMENT, csr, token.division, tokenHash, peer.serial(), now);
            Acts.record(connection, now, Acts.FLEET, "enrol-unit", peer.unit(), peer.serial());
            return granted(connection, peer.unit(), peer.serial());
        });
        if (replaced[0]) {
            cut.accept(csr.unit());
        }
        return answer;
    }

    /** A unit asks for its next certificate under the present one, which may have expired. */
    public Enrolled renew(Judgement judgement, String csrPem) {
        Optional<SigningRequest> read = SigningRequest.read(csrPem);
        if (judgement instanceof Judgement.Barred barred) {
            return new Enrolled.Refused(barred.refusal());
        }
        if (read.isEmpty()) {
            return new Enrolled.Refused(Refusal.CSR_INVALID);
        }
        SigningRequest csr = read.get();
        Peer peer = judgement instanceof Judgement.Good good ? good.peer() : ((Judgement.Expired) judgement).peer();
        if (!csr.unit().equals(peer.unit())) {
            return new Enrolled.Refused(Refusal.NAME_MISMATCH);
        }
        Instant now = clock.instant();
        return database.write(connection -> {
            Optional<RequestBook.Entry> before = RequestBook.byCsr(connection, csr);
            if (before.isPresent()) {
                return answer(connection, before.get());
            }
            if (!CertificateBook.keyMayBeCertified(connection, csr.keyHash(), peer.unit())) {
                return new Enrolled.Refused(Refusal.CSR_INVALID);
            }
            Division division = UnitRegister.find(connection, peer.unit())
                    .map(Unit::division)
                    .orElseThrow(() -> new IllegalStateException("a certificate without a unit"));
            if (judgement instanceof Judgement.Expired) {
                RequestBook.add(connection, Waiting.Kind.RENEWAL, csr, division, null, null, now);
                return new Enrolled.Pending(peer.unit());
            }
            Peer next = certify(connection, csr, peer.generation(), now);
            RequestBook.add(connection, Waiting.Kind.RENEWAL, csr, division, null, next.serial(), now);
            return granted(connection, next.unit(), next.serial());
        });
    }

    // --- both -------------------------------------------------------------------------------------------------------

    private static Optional<Refusal> objection(Connection connection, TokenEntry token, SigningRequest csr)
            throws SQLException {
        if (token.unit != null && !token.unit.equals(csr.unit())) {
            return Optional.of(Refusal.NAME_MISMATCH);
        }
        if (token.unit == null
                && (UnitRegister.find(connection, csr.unit()).isPresent()
                        || RequestBook.waitsFor(connection, csr.unit()))) {
            return Optional.of(Refusal.NAME_TAKEN);
        }
        return CertificateBook.keyMayBeCertified(connection, csr.keyHash(), csr.unit())
                ? Optional.empty()
                : Optional.of(Refusal.CSR_INVALID);
    }

    private static Enrolled again(
            Connection connection, TokenEntry token, String tokenHash, SigningRequest csr, Instant now)
            throws SQLException {
        Instant used = Instant.ofEpochMilli(token.usedAt.orElseThrow());
        if (!csr.keyHash().equals(token.usedKey) || now.isAfter(used.plus(ANSWERED_AGAIN_FOR))) {
            return new Enrolled.Refused(Refusal.TOKEN_USED);
        }
        return answer(
                connection,
                RequestBook.byToken(connection, tokenHash)
                        .orElseThrow(() -> new IllegalStateException("a used token without a request")));
    }

    private static Enrolled answer(Connection connection, RequestBook.Entry entry) throws SQLException {
        if (entry.pending()) {
            return new Enrolled.Pending(entry.request().unit());
        }
        return entry.granted() && entry.serial() != null
                ? granted(connection, entry.request().unit(), entry.serial())
                : new Enrolled.Refused(Refusal.ENROLMENT_REFUSED);
    }

    private static Enrolled granted(Connection connection, UnitId unit, String serial) throws SQLException {
        Optional<String> pem = CertificateBook.pem(connection, serial);
        return pem.isPresent() ? new Enrolled.Granted(unit, pem.get()) : new Enrolled.Refused(Refusal.REVOKED);
    }

    private Peer certify(Connection connection, SigningRequest csr, long generation, Instant now) throws SQLException {
        X509Certificate certificate = authority.certify(csr.unit(), csr.key());
        Peer peer = new Peer(csr.unit(), generation, CertificateBook.serial(certificate));
        CertificateBook.add(connection, peer, csr.keyHash(), certificate, now);
        return peer;
    }

    private Token newToken(Connection connection, @Nullable UnitId unit, Division division, Duration good, String actor)
            throws SQLException {
        Instant now = clock.instant();
        Token token = new Token(address.get(), authority.hash(), Digest.newSecret(random), now.plus(good));
        Sql.run(
                connection,
                "INSERT INTO token (hash, unit, division, expires_at, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?)",
                Digest.of(token.secret()),
                unit == null ? null : unit.value(),
                division.code(),
                token.until().toEpochMilli(),
                actor,
                now.toEpochMilli());
        return token;
    }

    private static Optional<TokenEntry> token(Connection connection, String hash) throws SQLException {
        return Sql.first(
                connection,
                "SELECT * FROM token WHERE hash = ?",
                row -> {
                    String unit = row.getString("unit");
                    return new TokenEntry(
                            unit == null ? null : new UnitId(unit),
                            new Division(row.getString("division")),
                            Instant.ofEpochMilli(row.getLong("expires_at")),
                            Sql.optionalLong(row, "used_at"),
                            row.getString("used_key"));
                },
                hash);
    }

    /** False if it was used already, also by a node whose transaction has ended just now. */
    private static boolean use(Connection connection, String hash, SigningRequest csr, Instant now)
            throws SQLException {
        return Sql.run(
                        connection,
                        "UPDATE token SET used_at = ?, used_key = ? WHERE hash = ? AND used_at IS NULL",
                        now.toEpochMilli(),
                        csr.keyHash(),
                        hash)
                == 1;
    }
}
