package org.zizhu.kiosk.identity.qr;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.GovernmentPlatform;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Text;

/**
 * Zizhu's own codes, where somebody wants to be identified. What is wrong with one is found here, at once and also without the
 * platform; whose a good one is, only the platform knows.
 */
public final class SignedIdentities implements QrCredentialResolver {

    private final TokenVerifier tokens;
    private final GovernmentPlatform platform;
    private final Function<? super String, Text> words;

    /** @param words what happened, in words for a citizen, by code */
    public SignedIdentities(TokenVerifier tokens, GovernmentPlatform platform, Function<? super String, Text> words) {
        this.tokens = tokens;
        this.platform = platform;
        this.words = words;
    }

    @Override
    public boolean supports(byte[] scanned) {
        return QrToken.claimed(scanned);
    }

    @Override
    public CompletableFuture<Answer<Session>> resolve(byte[] scanned, CallContext context) {
        QrVerdict verdict = tokens.verify(scanned, Set.of(QrKind.IDENTITY));
        if (verdict instanceof QrVerdict.Refused refused) {
            String code = refused.why().code();
            return CompletableFuture.completedFuture(new Answer.Refused<>(code, words.apply(code)));
        }
        return platform.identifyByCode(context, QrToken.text(scanned));
    }
}
