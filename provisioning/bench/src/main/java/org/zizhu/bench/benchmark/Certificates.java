package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.Credential;
import org.zizhu.kiosk.platform.HttpsPlatform;
import org.zizhu.kiosk.platform.IssuedDocument;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.platform.people.Card;

/** From the wish for a certificate to its bytes on the kiosk: drawn, sealed and signed by the sandbox city, over mutual TLS. */
final class Certificates implements Measurement {

    /** In these the city loads its fonts and both sides compile what they do. */
    private static final int WARM_UP = 5;

    private final Path unit;
    private final Card card;
    private final int times;

    /** @param card of somebody who is insured */
    Certificates(Path unit, Card card, int times) {
        this.unit = unit;
        this.card = card;
        this.times = times;
    }

    @Override
    public String what() {
        return "certificate issued and fetched";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException {
        UnitSettings settings = UnitSettings.read(unit);
        CallContext context = new CallContext(
                "开具社会保险参保证明",
                "参保证明打印",
                "1143010000000000083002014001001",
                UUID.randomUUID().toString(),
                settings.terminal(),
                "benchmark");
        try (HttpsPlatform platform = HttpsPlatform.open(settings.platformSettings(unit), InstantSource.system())) {
            Session session = given(platform.identify(context, credential()).join());
            double first = milliseconds(platform, context, session);
            for (int i = 1; i < WARM_UP; i++) {
                milliseconds(platform, context, session);
            }
            List<Double> warm = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                warm.add(milliseconds(platform, context, session));
            }
            Sample sample = new Sample(warm);
            return List.of(new Result(
                    what(),
                    "%.0f ms (%.0f ms)".formatted(sample.median(), sample.percentile(95)),
                    "the very first: %.0f ms".formatted(first),
                    String.format(Locale.ROOT, "%.2f", sample.median() / first),
                    "",
                    Result.Verdict.NONE));
        }
    }

    private Credential credential() {
        return new Credential(
                card.kind().name(),
                card.number(),
                card.knownName(),
                card.birth(),
                card.validUntil(),
                "05.03-20160820-0001234567-1234567890");
    }

    private static double milliseconds(HttpsPlatform platform, CallContext context, Session session)
            throws NotMeasured {
        long begin = System.nanoTime();
        String key = UUID.randomUUID() + ":issue";
        IssuedDocument document = given(
                platform.issue(context, session, "insurance-certificate", key).join());
        given(platform.content(context, session, document).join());
        return (System.nanoTime() - begin) / 1e6;
    }

    private static <T> T given(Answer<T> answer) throws NotMeasured {
        if (answer instanceof Answer.Given<T> given) {
            return given.value();
        }
        throw new NotMeasured("the sandbox city answered " + answer.code());
    }
}
