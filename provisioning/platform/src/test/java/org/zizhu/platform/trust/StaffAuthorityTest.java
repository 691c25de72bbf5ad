package org.zizhu.platform.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;

/** What the city knows of the staff cards that it has given out. */
class StaffAuthorityTest extends CityTest {

    private static final String ATTENDANT = "2.25.101487889497604261526344297338163169054.1.1";
    private static final String ENGINEER = "2.25.101487889497604261526344297338163169054.1.2";

    @Test
    void cardsAreKnown_andStolenOnesStayRevoked_overARestart() throws Exception {
        X509Certificate attendant = given(ATTENDANT);
        X509Certificate engineer = given(ENGINEER);
        X509Certificate stolen = given(ATTENDANT);
        BigInteger before = number(list());
        city.staff().revoke(stolen);
        city.staff().revoke(stolen);
        restart();
        assertTrue(city.staff().maySettle(serial(attendant)));
        assertFalse(city.staff().maySettle(serial(engineer)));
        assertFalse(city.staff().maySettle("5ea1"));
        assertTrue(city.staff().revoked(serial(stolen)));
        assertFalse(city.staff().revoked(serial(attendant)));
        assertTrue(list().isRevoked(stolen));
        assertEquals(before.add(BigInteger.ONE), number(list()));
    }

    private X509Certificate given(String purpose) throws GeneralSecurityException {
        return city.staff()
                .certify(
                        KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic(),
                        "430102",
                        List.of(purpose),
                        clock.instant(),
                        Duration.ofDays(30));
    }

    private X509CRL list() throws GeneralSecurityException {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(city.staff().revocations()));
    }

    private static BigInteger number(X509CRL list) throws Exception {
        byte[] extension = list.getExtensionValue(Extension.cRLNumber.getId());
        return CRLNumber.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension))
                .getCRLNumber();
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }
}
