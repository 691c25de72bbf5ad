package org.zizhu.kiosk.identity.qr;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.zizhu.kiosk.platform.QrTrust;
import org.zizhu.kiosk.tabletop.CodeIssuer;

/** What nobody has signed is refused, whatever it is, and never does any harm. */
class MutatedCodesTest {

    private static final int ROUNDS = 20_000;

    /** On a busy machine too; an endless loop is found out. */
    private static final Duration ALL_WITHIN = Duration.ofMinutes(3);

    private static final Instant NIGHT = Instant.parse("2026-11-21T15:00:00Z");

    private final CodeIssuer city = new CodeIssuer("city", NIGHT.minus(Duration.ofDays(30)));
    private final IssuerTrust trust = new IssuerTrust(city.authority());
    private final Set<String> accepted = new HashSet<>();
    private final TokenVerifier unit = new TokenVerifier(
            trust,
            new TokenVerifier.Accepted() {
                @Override
                public boolean once(String digest, Instant forgetAfter) {
                    return accepted.add(digest);
                }

                @Override
                public boolean before(String digest) {
                    return accepted.contains(digest);
                }
            },
            "ZZ-430102-0001",
            "430102",
            () -> NIGHT);
    private final RandomGenerator random = new SplittableRandom(4);

    @Test
    void mutatedCodes_areRefused() {
        trust.learn(city.trust(city.list(1, NIGHT, List.of(), List.of())));
        byte[] code = city.code(city.claims(5, "somebody", NIGHT, "d:430102"));
        byte[] message = Base45.decode(QrToken.text(code).substring(QrToken.PREFIX.length()))
                .orElseThrow();
        assertTimeoutPreemptively(ALL_WITHIN, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                // Half of them within the text, half within what the text says.
                byte[] mutated = round % 2 == 0 ? mutated(code) : CodeIssuer.text(mutated(message));
                if (!Arrays.equals(mutated, code)) {
                    QrVerdict verdict = unit.verify(mutated, EnumSet.allOf(QrKind.class));
                    assertInstanceOf(
                            QrVerdict.Refused.class, verdict, () -> new String(mutated, StandardCharsets.ISO_8859_1));
                }
            }
        });
        assertTrue(accepted.isEmpty());
    }

    @Test
    void mutatedClaims_withAGoodSignature_areUnderstoodOrRefused() {
        trust.learn(city.trust(city.list(1, NIGHT, List.of(), List.of())));
        byte[] payload = CoseSign1.read(
                        Base45.decode(QrToken.text(city.code(city.claims(4, "somebody", NIGHT, "d:430102")))
                                        .substring(QrToken.PREFIX.length()))
                                .orElseThrow())
                .orElseThrow()
                .payload();
        assertTimeoutPreemptively(ALL_WITHIN, () -> {
            for (int round = 0; round < ROUNDS / 10; round++) {
                byte[] code = CodeIssuer.text(city.signed(mutated(payload)));
                if (unit.verify(code, EnumSet.allOf(QrKind.class)) instanceof QrVerdict.Accepted good) {
                    assertTrue(good.claims().nonce().length >= 8);
                }
            }
        });
    }

    @Test
    void mutatedTrust_isNotLearned() {
        byte[] list = city.list(1, NIGHT, List.of(city.keyId()), List.of(new byte[8]));
        trust.learn(new QrTrust(List.of(city.certificate()), List.of()));
        assertTimeoutPreemptively(ALL_WITHIN, () -> {
            for (int round = 0; round < ROUNDS / 10; round++) {
                byte[] mutated = mutated(list);
                if (!Arrays.equals(mutated, list)) {
                    trust.learn(new QrTrust(List.of(mutated(city.certificate())), List.of(mutated)));
                }
            }
        });
        assertTrue(trust.list("city").isEmpty());
    }

    /** Bytes changed, swapped, doubled, left out, or cut off; sometimes all of them are noise. */
    private byte[] mutated(byte[] original) {
        byte[] bytes = original.clone();
        for (int times = random.nextInt(1, 4); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> {
                    byte there = bytes[at];
                    int other = random.nextInt(bytes.length);
                    bytes[at] = bytes[other];
                    bytes[other] = there;
                }
                case 3 -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                    bytes = longer;
                }
                case 4 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    if (random.nextInt(20) == 0) {
                        random.nextBytes(bytes);
                    }
                }
            }
        }
        return bytes;
    }
}
