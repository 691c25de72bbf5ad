package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Accepted;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.CaseRecord;
import org.zizhu.kiosk.platform.Contributions;
import org.zizhu.kiosk.platform.Credential;
import org.zizhu.kiosk.platform.GovernmentPlatform;
import org.zizhu.kiosk.platform.IssuedDocument;
import org.zizhu.kiosk.platform.QrTrust;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Text;

/** The government platform of the tabletop: answers after a moment, and fails at the calls that it is told to. */
public final class TablePlatform implements GovernmentPlatform {

    /** The calls of the port. */
    public enum Call {
        IDENTIFY,
        IDENTIFY_BY_CODE,
        CONTRIBUTIONS,
        CASES,
        ISSUE,
        CONTENT,
        DELIVER
    }

    private static final Duration USUAL = Duration.ofMillis(120);

    public final List<String> issueKeys = new ArrayList<>();
    /** What was asked about. */
    public final List<String> codes = new ArrayList<>();

    public final List<String> delivered = new ArrayList<>();
    public int identifications;
    public int sessionsEnded;
    private final SimulatedInbox time;
    private final SealedPaper paper;
    private final Map<Call, Answer<?>> failures = new EnumMap<>(Call.class);

    public TablePlatform(SimulatedInbox time, SealedPaper paper) {
        this.time = time;
        this.paper = paper;
    }

    /** From now on a call comes to this. */
    public void answers(Call call, Answer<?> answer) {
        failures.put(call, answer);
    }

    public void worksAgain() {
        failures.clear();
    }

    @Override
    public CompletableFuture<Answer<Session>> identify(CallContext context, Credential credential) {
        identifications++;
        return answer(Call.IDENTIFY, new Session("session-0123456789abcdef", "李*", "430102", "芙蓉区"));
    }

    @Override
    public CompletableFuture<Answer<Session>> identifyByCode(CallContext context, String code) {
        identifications++;
        codes.add(code);
        return answer(Call.IDENTIFY_BY_CODE, new Session("session-0123456789abcdef", "李*", "430102", "芙蓉区"));
    }

    @Override
    public CompletableFuture<Answer<QrTrust>> qrTrust() {
        return CompletableFuture.completedFuture(new Answer.Given<>(new QrTrust(List.of(), List.of())));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> end(CallContext context, Session session) {
        sessionsEnded++;
        return CompletableFuture.completedFuture(new Answer.Given<>(new Accepted()));
    }

    @Override
    public CompletableFuture<Answer<Contributions>> contributions(CallContext context, Session session) {
        List<Contributions.Month> months = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            months.add(new Contributions.Month(
                    "2025-%02d".formatted(month),
                    Text.of("养老保险", "Pension"),
                    "芙蓉书局",
                    500_000,
                    40_000,
                    80_000,
                    Text.of("已缴", "Paid")));
        }
        return answer(
                Call.CONTRIBUTIONS,
                new Contributions(
                        new Contributions.Summary(
                                "2025-01", "2025-12", 12, 480_000, 960_000, Text.of("正常参保", "Insured")),
                        months));
    }

    @Override
    public CompletableFuture<Answer<List<CaseRecord>>> cases(CallContext context, Session session) {
        return answer(
                Call.CASES,
                List.of(new CaseRecord(
                        "430102-0001",
                        Text.of("社会保障卡补领", "Social security card replacement"),
                        Text.of("办理中", "In progress"),
                        false,
                        "2026-11-01",
                        null,
                        "芙蓉区人社局",
                        "12333",
                        List.of())));
    }

    @Override
    public CompletableFuture<Answer<IssuedDocument>> issue(
            CallContext context, Session session, String type, String key) {
        issueKeys.add(key);
        return answer(Call.ISSUE, paper.issued(type));
    }

    @Override
    public CompletableFuture<Answer<byte[]>> content(CallContext context, Session session, IssuedDocument document) {
        return answer(Call.CONTENT, paper.pdf());
    }

    @Override
    @SuppressWarnings("unchecked") // A failure carries no value, so that its type does not matter.
    public CompletableFuture<Answer<Accepted>> deliver(Message message) {
        delivered.add(message.key());
        return CompletableFuture.completedFuture(
                (Answer<Accepted>) failures.getOrDefault(Call.DELIVER, new Answer.Given<>(new Accepted())));
    }

    @Override
    public CompletableFuture<Answer<Duration>> health() {
        return CompletableFuture.completedFuture(new Answer.Given<>(Duration.ZERO));
    }

    @SuppressWarnings("unchecked") // A failure carries no value, so that its type does not matter.
    private <T> CompletableFuture<Answer<T>> answer(Call call, T value) {
        Answer<T> answer = failures.containsKey(call) ? (Answer<T>) failures.get(call) : new Answer.Given<>(value);
        CompletableFuture<Answer<T>> future = new CompletableFuture<>();
        time.after(USUAL, () -> future.complete(answer));
        return future;
    }
}
