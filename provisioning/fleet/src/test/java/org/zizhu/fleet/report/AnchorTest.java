package org.zizhu.fleet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zizhu.fleet.TestUnit;
import org.zizhu.fleet.WithFleet;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.store.Store;
import tools.jackson.databind.JsonNode;

/** The heads of an operations log, told over the link. */
class AnchorTest extends WithFleet {

    @ParameterizedTest
    @EnumSource(Store.class)
    void heads_areKeptOnce_andALogThatIsAnother_isKeptAndSaidToBe(Store store) throws Exception {
        fleet(store);
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        TestUnit.Line line = unit.connect();
        KeyPair key = key("secp256r1");
        String first = fact(line(key, 4, "0"), spelled(key));
        tell(line, 1, first);
        tell(line, 2, first);
        tell(line, 3, fact(line(key, 8, "1"), spelled(key)));
        AnchorBook.Standing standing = standing(unit);
        assertEquals(2, standing.count());
        assertEquals(8, standing.last().record());
        assertNull(standing.replaced());

        tell(line, 4, fact(line(key, 6, "2"), spelled(key)));
        assertEquals(clock.instant(), standing(unit).replaced(), "a number that is not higher");
        KeyPair another = key("secp256r1");
        tell(line, 5, fact(line(another, 12, "3"), spelled(another)));
        assertEquals(
                List.of(false, false, true, true),
                read(connection -> AnchorBook.of(connection, unit.id())).stream()
                        .map(AnchorBook.Anchor::another)
                        .toList());
        long replaced =
                read(connection -> Sql.number(connection, "SELECT count(*) FROM act WHERE act = 'log-replaced'"));
        assertEquals(2, replaced);

        TestUnit renewed = TestUnit.again(fleet(), "cs-furong-01");
        tell(renewed.connect("another-journal-of-it"), 1, fact(line(another, 3, "4"), spelled(another)));
        assertNull(standing(unit).replaced(), "other hardware begins another log");
        assertEquals(2, standing(unit).last().generation());
    }

    @Test
    void whatItsKeyHasNotSigned_isRefused() throws Exception {
        TestUnit.Line line = TestUnit.enrolled(fleet(), "cs-furong-01").connect();
        KeyPair key = key("secp256r1");
        KeyPair longer = key("secp384r1");
        String good = line(key, 4, "0");
        String spelled = spelled(key);
        int seq = 0;
        for (String fact : List.of(
                fact(good.replace("\"seq\":4", "\"seq\":5"), spelled),
                fact(good, spelled(key("secp256r1"))),
                fact(line(longer, 4, "0"), spelled(longer)),
                fact(good.replace("\"event\":\"signed\"", "\"event\":\"started\""), spelled),
                fact(good + "李", spelled),
                fact(good, "%%%"),
                fact(good, "A".repeat(10_000)),
                "{\"kind\":\"anchor\",\"line\":" + Json.write(good) + "}")) {
            seq++;
            line.report(seq, fact);
            JsonNode refused = line.frame("ack").path("refused");
            assertEquals("malformed-fact", refused.path(0).path("code").asString(), fact);
        }
        tell(line, seq + 1, fact(good, spelled));
    }

    private AnchorBook.Standing standing(TestUnit unit) {
        return read(connection -> AnchorBook.standing(connection, unit.id())).orElseThrow();
    }

    private static void tell(TestUnit.Line line, long seq, String fact) {
        line.report(seq, fact);
        JsonNode ack = line.frame("ack");
        assertTrue(ack.path("refused").isEmpty(), ack.toString());
    }

    private static String fact(String line, String key) {
        return "{\"kind\":\"anchor\",\"line\":" + Json.write(line) + ",\"key\":\"" + key + "\"}";
    }

    private static KeyPair key(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String spelled(KeyPair key) {
        return Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
    }

    /** @param before a digit that tells one chain from another */
    private static String line(KeyPair key, long record, String before) throws GeneralSecurityException {
        String name = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(key.getPublic().getEncoded()));
        String text = "{\"prev\":\"" + before.repeat(64) + "\",\"seq\":" + record
                + ",\"at\":\"2026-11-29T02:19:27.120Z\",\"event\":\"signed\",\"entry\":7,\"key\":\"" + name + "\"";
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key.getPrivate());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + ",\"signature\":\"" + Base64.getEncoder().encodeToString(signature.sign()) + "\"}";
    }
}
