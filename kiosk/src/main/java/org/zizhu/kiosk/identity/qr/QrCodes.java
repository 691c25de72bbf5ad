package org.zizhu.kiosk.identity.qr;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.GovernmentPlatform;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Text;

/** All that a unit does with codes that are shown to it. Thread-safe. */
public final class QrCodes {

    /** Told when the platform, which alone can resolve a code, can't be reached. */
    static final String OFFLINE = "qr-offline";

    private final TokenVerifier tokens;
    private final List<QrCredentialResolver> resolvers;
    private final Function<? super String, Text> words;

    /**
     * Codes of a unit.
     *
     * @param resolvers the first that supports a code resolves it
     * @param words what happened, in words for a citizen, by code
     */
    public QrCodes(TokenVerifier tokens, List<QrCredentialResolver> resolvers, Function<? super String, Text> words) {
        this.tokens = tokens;
        this.resolvers = List.copyOf(resolvers);
        this.words = words;
    }

    /** The codes of any unit: Zizhu's own, and those of the applications that the sandbox city knows. */
    public static QrCodes of(TokenVerifier tokens, GovernmentPlatform platform, Function<? super String, Text> words) {
        return new QrCodes(
                tokens, List.of(new SignedIdentities(tokens, platform, words), OpaqueCodes.emulated(platform)), words);
    }

    /** What a code claims to be. Nothing is used up and nobody is asked. */
    public QrSort sort(byte[] scanned) {
        return tokens.claimed(scanned)
                .<QrSort>map(QrSort.Signed::new)
                .orElseGet(() -> resolvers.stream().anyMatch(resolver -> resolver.supports(scanned))
                        ? new QrSort.Opaque()
                        : new QrSort.Unknown());
    }

    /** What one of Zizhu's own codes says; to be believed of one that was accepted, or refused for its time or place alone. */
    public Optional<QrClaims> said(byte[] scanned) {
        return QrToken.read(scanned).map(QrToken::claims);
    }

    /**
     * Verifies one of Zizhu's own codes, without the platform. An accepted one is used up (but for documents' codes), durably,
     * when this returns; of two calls at the same moment one is refused. Takes about a millisecond.
     *
     * @param wanted what it may be for
     */
    public QrVerdict accept(byte[] scanned, Set<QrKind> wanted) {
        return tokens.verify(scanned, wanted);
    }

    /** The same before anything is done by it: it is not used up, and {@link #accept} has the last word. */
    public QrVerdict look(byte[] scanned, Set<QrKind> wanted) {
        return tokens.look(scanned, wanted);
    }

    /**
     * Whose code it is: Zizhu's own of the kind {@link QrKind#IDENTITY}, verified here before the platform is asked, or one of
     * another application. See {@link QrCredentialResolver#resolve}.
     */
    public CompletableFuture<Answer<Session>> identify(byte[] scanned, CallContext context) {
        return resolvers.stream()
                .filter(resolver -> resolver.supports(scanned))
                .findFirst()
                .map(resolver -> resolver.resolve(scanned, context))
                .orElseGet(() -> {
                    String code = QrRefusal.NOT_RECOGNISED.code();
                    return CompletableFuture.completedFuture(new Answer.Refused<>(code, words.apply(code)));
                });
    }

    /** What a code says, without the terminator that an engine may send along. */
    public static String text(byte[] scanned) {
        return QrToken.text(scanned);
    }

    /** The code of the trouble to tell a citizen about, when {@link #identify} gave no session. */
    public static String trouble(Answer<Session> answer) {
        boolean nobodyThere = answer instanceof Answer.Failed<Session> failed && failed.why() == Answer.Why.UNREACHABLE;
        return nobodyThere ? OFFLINE : answer.code();
    }
}
