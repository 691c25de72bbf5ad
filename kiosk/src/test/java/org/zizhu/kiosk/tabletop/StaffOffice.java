package org.zizhu.kiosk.tabletop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.zizhu.drivers.chipcard.emulator.EmulatedStaffCard;
import org.zizhu.kiosk.identity.staff.RevocationList;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.identity.staff.StaffTrust;
import org.zizhu.kiosk.journal.Journal;

/** The authority that gives out the tabletop's staff cards and lists those that it took back. */
public final class StaffOffice {

    public static final String PIN = "408173";
    public static final Duration LIST_GOOD_FOR = Duration.ofDays(3);

    private static final X500Name NAME = new X500Name("CN=Tabletop Staff Authority");

    private final KeyPair key = newKey();
    private final X509Certificate authority = certificate(
            NAME,
            key,
            Tabletop.NIGHT.minus(Duration.ofDays(800)),
            Tabletop.NIGHT.plus(Duration.ofDays(800)),
            KeyUsage.keyCertSign);
    private int serial;

    /** A certificate with its key, and cards that hold them. */
    public record Badge(X509Certificate certificate, KeyPair key) {

        public EmulatedStaffCard card() {
            return cardWith(key);
        }

        /** A card on which somebody wrote the certificate, without its key. */
        public EmulatedStaffCard copy() {
            return cardWith(newKey());
        }

        private EmulatedStaffCard cardWith(KeyPair pair) {
            try {
                return new EmulatedStaffCard(certificate.getEncoded(), pair.getPrivate(), PIN);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        public String serial() {
            return certificate.getSerialNumber().toString(16);
        }
    }

    /** Of Furong district, good for a year around the night of the tabletop. */
    public Badge badge(StaffRole... roles) {
        return badge("430102", roles);
    }

    public Badge badge(String division, StaffRole... roles) {
        return badge(division, Tabletop.NIGHT.minus(Duration.ofDays(180)), Duration.ofDays(365), roles);
    }

    public Badge badge(String division, Instant from, Duration life, StaffRole... roles) {
        KeyPair pair = newKey();
        return new Badge(
                certificate(
                        new X500Name("OU=" + division + ",CN=Staff"),
                        pair,
                        from,
                        from.plus(life),
                        KeyUsage.digitalSignature,
                        roles),
                pair);
    }

    /** What a unit in Furong district trusts, with a list made at that moment. */
    public StaffTrust trust(Path folder, Journal journal, InstantSource clock, Instant listedAt, Badge... revoked) {
        try {
            RevocationList list = RevocationList.open(folder.resolve("staff-revoked.crl"), authority);
            list.offer(list(listedAt, revoked));
            return new StaffTrust(authority, list, StaffTrust.Enrolled.in(journal), LIST_GOOD_FOR, "430102", clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public X509Certificate authority() {
        return authority;
    }

    /** A list of revoked cards, DER. */
    public byte[] list(Instant at, Badge... revoked) {
        return encoded(list(at, revoked, Optional.empty()));
    }

    /** The same with a number (RFC 5280 §5.2.3). */
    public byte[] numberedList(Instant at, long number, Badge... revoked) {
        return encoded(list(at, revoked, Optional.of(new CRLNumber(BigInteger.valueOf(number)))));
    }

    private X509v2CRLBuilder list(Instant at, Badge[] revoked, Optional<CRLNumber> number) {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(NAME, Date.from(at));
        builder.setNextUpdate(Date.from(at.plus(LIST_GOOD_FOR)));
        for (Badge badge : revoked) {
            builder.addCRLEntry(badge.certificate().getSerialNumber(), Date.from(at), CRLReason.keyCompromise);
        }
        if (number.isPresent()) {
            try {
                builder.addExtension(Extension.cRLNumber, false, number.get());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return builder;
    }

    private byte[] encoded(X509v2CRLBuilder list) {
        try {
            return list.build(signer()).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private X509Certificate certificate(
            X500Name subject, KeyPair pair, Instant from, Instant until, int usage, StaffRole... roles) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    BigInteger.valueOf(0x5EAL + serial++),
                    Date.from(from),
                    Date.from(until),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (roles.length > 0) {
                KeyPurposeId[] purposes = Arrays.stream(roles)
                        .map(role -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(role.purpose())))
                        .toArray(KeyPurposeId[]::new);
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
        } catch (GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ContentSigner signer() {
        try {
            return new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
