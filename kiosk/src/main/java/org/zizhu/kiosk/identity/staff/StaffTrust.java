package org.zizhu.kiosk.identity.staff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.zizhu.kiosk.journal.Journal;

/**
 * Judges a staff card's certificate by what the unit holds: the staff's authority, the division that the unit stands in, and the list of
 * revoked cards, which may be old for a bounded time only. Needs no network. Thread-safe.
 */
public final class StaffTrust {

    /** A list may be a little ahead of a unit whose clock is a little behind; the platform is believed from two minutes on. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    /** OU holds the division; a hexadecimal form, or one with quotes, is none. */
    private static final Pattern DIVISION = Pattern.compile("(?:^|,)OU=([0-9]{2,12})(?:,|$)");

    private static final int DIGITAL_SIGNATURE = 0;

    /** Which cards of other divisions are known to the unit, and until when; kept over a restart. */
    public interface Enrolled {

        /** Empty for a card that is not enrolled. */
        Optional<Instant> until(String certificate);

        /** From now on, durably, in place of what was known of it. */
        void enrol(String certificate, Instant until);

        /** In the unit's journal. */
        static Enrolled in(Journal journal) {
            return new Enrolled() {
                @Override
                public Optional<Instant> until(String certificate) {
                    return journal.enrolledUntil(certificate);
                }

                @Override
                public void enrol(String certificate, Instant until) {
                    journal.enrol(certificate, until);
                }
            };
        }
    }

    private final X509Certificate authority;
    private final RevocationList revoked;
    private final Enrolled enrolled;
    private final Duration listGoodFor;
    private final String division;
    private final InstantSource clock;

    /**
     * A unit's trust.
     *
     * @param enrolled cards of other divisions that may work here
     * @param listGoodFor how long the unit lives with a list after it was made
     * @param division where the unit stands, six to twelve digits
     * @param clock wall time, corrected by what the platform says
     */
    public StaffTrust(
            X509Certificate authority,
            RevocationList revoked,
            Enrolled enrolled,
            Duration listGoodFor,
            String division,
            InstantSource clock) {
        this.authority = authority;
        this.revoked = revoked;
        this.enrolled = enrolled;
        this.listGoodFor = listGoodFor;
        this.division = division;
        this.clock = clock;
    }

    /** The authority's certificate from its file. */
    public static X509Certificate authority(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (CertificateException e) {
            throw new IOException("the staff authority's certificate can't be used", e);
        }
    }

    public RevocationList revoked() {
        return revoked;
    }

    /**
     * Has a card of another division work here as well, for as long as the unit lives with a list: by a code of the authority
     * that names it. It counts for nothing else: who is revoked or has no role stays out.
     *
     * @param certificate its serial number, hexadecimal
     * @return until when
     */
    public Instant enrol(String certificate) {
        Instant until = clock.instant().plus(listGoodFor);
        enrolled.enrol(certificate, until);
        return until;
    }

    /**
     * How a certificate stands now.
     *
     * @param der any bytes
     */
    public Standing examine(byte[] der) {
        X509Certificate certificate;
        try {
            certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            return new Standing.Refused(StaffRefusal.UNREADABLE, "");
        }
        String serial = certificate.getSerialNumber().toString(16);
        Set<StaffRole> roles = StaffRole.among(purposes(certificate));
        Optional<String> worksFor = division(certificate);
        Optional<StaffRefusal> wrong = wrong(certificate, roles, worksFor);
        if (wrong.isPresent()) {
            return new Standing.Refused(wrong.get(), serial);
        }
        return new Standing.Known(new StaffMember(serial, roles, worksFor.orElseThrow(), certificate.getPublicKey()));
    }

    private Optional<StaffRefusal> wrong(X509Certificate certificate, Set<StaffRole> roles, Optional<String> worksFor) {
        if (!ours(certificate)) {
            return Optional.of(StaffRefusal.FOREIGN);
        }
        Instant now = clock.instant();
        Optional<Instant> listed = revoked.issuedAt();
        if (listed.isPresent() && listed.get().isAfter(now.plus(CLOCKS_DIFFER))) {
            return Optional.of(StaffRefusal.CLOCK_WRONG);
        }
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateExpiredException e) {
            return Optional.of(StaffRefusal.EXPIRED);
        } catch (CertificateNotYetValidException e) {
            return Optional.of(StaffRefusal.NOT_YET_VALID);
        }
        if (roles.isEmpty() || !signsIn(certificate)) {
            return Optional.of(StaffRefusal.NO_ROLE);
        }
        if (worksFor.isEmpty() || !(covers(worksFor.get()) || enrolledHere(certificate, now))) {
            return Optional.of(StaffRefusal.OTHER_DIVISION);
        }
        if (revoked.revokes(certificate)) {
            return Optional.of(StaffRefusal.REVOKED);
        }
        boolean fresh = listed.map(at -> now.isBefore(at.plus(listGoodFor))).orElse(false);
        return fresh ? Optional.empty() : Optional.of(StaffRefusal.LIST_TOO_OLD);
    }

    /** Whether the authority has signed it, looked at within its own time: what it is worth now is another question. */
    private boolean ours(X509Certificate certificate) {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(certificate.getNotBefore());
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<String> purposes(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (CertificateException e) {
            return List.of();
        }
    }

    private static boolean signsIn(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        boolean anAuthority = certificate.getBasicConstraints() >= 0;
        return !anAuthority && usage != null && usage[DIGITAL_SIGNATURE];
    }

    private static Optional<String> division(X509Certificate certificate) {
        Matcher units = DIVISION.matcher(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
        return units.find() ? Optional.of(units.group(1)) : Optional.empty();
    }

    private boolean enrolledHere(X509Certificate certificate, Instant now) {
        return enrolled.until(certificate.getSerialNumber().toString(16))
                .map(now::isBefore)
                .orElse(false);
    }

    /** 430100 Changsha covers 430102 Furong, and 430102 its townships; nobody covers a neighbour. */
    private boolean covers(String theirs) {
        String stem = theirs;
        for (Level level : Level.values()) {
            if (stem.length() == level.digits && stem.endsWith(level.nobody)) {
                stem = stem.substring(0, stem.length() - level.nobody.length());
            }
        }
        return division.startsWith(stem);
    }

    /** The levels of GB/T 2260 and GB/T 10114 from below, each with what stands for none of it. */
    private enum Level {
        VILLAGE(12, "000"),
        TOWNSHIP(9, "000"),
        COUNTY(6, "00"),
        CITY(4, "00");

        private final int digits;
        private final String nobody;

        Level(int digits, String nobody) {
            this.digits = digits;
            this.nobody = nobody;
        }
    }
}
