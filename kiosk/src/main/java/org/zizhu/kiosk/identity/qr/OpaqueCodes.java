package org.zizhu.kiosk.identity.qr;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.GovernmentPlatform;
import org.zizhu.kiosk.platform.Session;

/**
 * Codes of other applications (电子社保卡, 医保电子凭证, a city's own): strings that change every minute and mean nothing here. What
 * looks like one is sent to the platform, and nothing else is: neither a payment code nor a link.
 */
public final class OpaqueCodes implements QrCredentialResolver {

    /** As the sandbox city's phone shows them. */
    private static final List<Pattern> EMULATED = List.of(Pattern.compile("TEST-(SSC|MIC|CITY)-[0-9A-Z]{16,64}"));

    private final GovernmentPlatform platform;
    private final List<Pattern> forms;

    /** @param forms what the codes look like, each from begin to end */
    public OpaqueCodes(GovernmentPlatform platform, List<Pattern> forms) {
        this.platform = platform;
        this.forms = List.copyOf(forms);
    }

    /** Those of the sandbox city. */
    public static OpaqueCodes emulated(GovernmentPlatform platform) {
        return new OpaqueCodes(platform, EMULATED);
    }

    @Override
    public boolean supports(byte[] scanned) {
        String text = QrToken.text(scanned);
        return forms.stream().anyMatch(form -> form.matcher(text).matches());
    }

    @Override
    public CompletableFuture<Answer<Session>> resolve(byte[] scanned, CallContext context) {
        return platform.identifyByCode(context, QrToken.text(scanned));
    }
}
