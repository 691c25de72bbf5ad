package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Accepted;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Booking;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.CaseRecord;
import org.zizhu.kiosk.platform.Contributions;
import org.zizhu.kiosk.platform.Credential;
import org.zizhu.kiosk.platform.GovernmentPlatform;
import org.zizhu.kiosk.platform.IssuedDocument;
import org.zizhu.kiosk.platform.Licence;
import org.zizhu.kiosk.platform.PhoneCode;
import org.zizhu.kiosk.platform.QrTrust;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.SocialCredential;
import org.zizhu.kiosk.platform.Ward;
import org.zizhu.kiosk.screen.Text;

/** The government platform of the tabletop: answers after a moment, and fails at the calls that it is told to. */
public final class TablePlatform implements GovernmentPlatform {

    /** The calls of the port. */
    public enum Call {
        IDENTIFY,
        IDENTIFY_BY_CODE,
        IDENTIFY_BY_SOCIAL_CARD,
        SEND_CODE,
        CHECK_CODE,
        PHOTO,
        SHOW,
        JOIN,
        WARDS,
        ACT_FOR,
        CONTRIBUTIONS,
        CASES,
        CASE_BY_CODE,
        LICENCE,
        BOOKING,
        ISSUE,
        CONTENT,
        DELIVER
    }

    private static final Duration USUAL = Duration.ofMillis(120);

    public final List<String> issueKeys = new ArrayList<>();
    /** The blanks that documents were issued for. */
    public final List<String> blanks = new ArrayList<>();
    /** What was asked about. */
    public final List<String> codes = new ArrayList<>();

    public final List<String> delivered = new ArrayList<>();
    /** The one that is on the phone. */
    public static final String PHONE_CODE = "204815";

    /** The masked phone of whoever comes; null for none. */
    public @Nullable String phone = "120****0021";

    /** For whom whoever comes may act. */
    public List<Ward> wards = List.of();

    /** The handle of whoever comes. */
    public String handle = "0123456789abcdef01234567";

    /** The orders that whoever comes has paid and may not have got. */
    public List<String> unfinished = List.of();

    public final List<SocialCredential> socialCards = new ArrayList<>();
    /** What it was told that the unit alone has seen. */
    public final List<String> told = new ArrayList<>();

    public int joined;
    public int codesSent;
    public int photosFetched;
    public int identifications;
    public int sessionsEnded;
    public int trustAsked;

    public int staffListAsked;

    /** The newest list of revoked staff cards. */
    public Answer<byte[]> staffList = new Answer.Failed<>(Answer.Why.UNREACHABLE);

    /** By what codes are verified. */
    public Answer<QrTrust> trust = new Answer.Given<>(new QrTrust(List.of(), List.of()));

    private final SimulatedInbox time;
    private final SealedPaper paper;
    private final Map<Call, Answer<?>> failures = new EnumMap<>(Call.class);

    private final TableCashDesk cash;
    private final TableCollection collection;

    public TablePlatform(SimulatedInbox time, SealedPaper paper, TableCashDesk cash) {
        this(time, paper, cash, new TableCollection(time));
    }

    public TablePlatform(SimulatedInbox time, SealedPaper paper, TableCashDesk cash, TableCollection collection) {
        this.cash = cash;
        this.collection = collection;
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
        return answer(Call.IDENTIFY, session());
    }

    @Override
    public CompletableFuture<Answer<Session>> identifyByCode(CallContext context, String code) {
        identifications++;
        codes.add(code);
        return answer(Call.IDENTIFY_BY_CODE, session());
    }

    @Override
    public CompletableFuture<Answer<Session>> identifyBySocialCard(CallContext context, SocialCredential card) {
        identifications++;
        socialCards.add(card);
        return answer(Call.IDENTIFY_BY_SOCIAL_CARD, session());
    }

    @Override
    public CompletableFuture<Answer<PhoneCode>> sendCode(CallContext context, Session session) {
        codesSent++;
        return answer(Call.SEND_CODE, new PhoneCode("120****0021", 300, 60, 3));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> checkCode(CallContext context, Session session, String code) {
        return code.equals(PHONE_CODE)
                ? answer(Call.CHECK_CODE, new Accepted())
                : CompletableFuture.completedFuture(
                        new Answer.Refused<>("code-wrong", Text.of("验证码不正确", "The code is wrong")));
    }

    @Override
    public CompletableFuture<Answer<byte[]>> photo(CallContext context, Session session) {
        photosFetched++;
        return answer(Call.PHOTO, new byte[] {1, 2, 3});
    }

    @Override
    public CompletableFuture<Answer<Accepted>> faceMatched(CallContext context, Session session) {
        told.add("face");
        return answer(Call.SHOW, new Accepted());
    }

    @Override
    public CompletableFuture<Answer<Accepted>> staffAnswered(CallContext context, Session session, String certificate) {
        told.add("staff " + certificate);
        return answer(Call.SHOW, new Accepted());
    }

    @Override
    public CompletableFuture<Answer<Accepted>> join(CallContext context, Session session, Session earlier) {
        joined++;
        return answer(Call.JOIN, new Accepted());
    }

    @Override
    public CompletableFuture<Answer<List<Ward>>> wards(CallContext context, Session agent) {
        return answer(Call.WARDS, wards);
    }

    @Override
    public CompletableFuture<Answer<Session>> actFor(CallContext context, Session agent, Session principal) {
        return answer(Call.ACT_FOR, session());
    }

    @Override
    public CompletableFuture<Answer<Session>> actForWard(CallContext context, Session agent, String ward) {
        return answer(
                Call.ACT_FOR,
                new Session(
                        "session-of-a-ward-0123", "李**", "4301**********0032", null, "430102", "芙蓉区", ward, List.of()));
    }

    private Session session() {
        return new Session(
                "session-0123456789abcdef", "李*", "4301**********0024", phone, "430102", "芙蓉区", handle, unfinished);
    }

    @Override
    public CompletableFuture<Answer<QrTrust>> qrTrust() {
        trustAsked++;
        return CompletableFuture.completedFuture(trust);
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
    public CompletableFuture<Answer<CaseRecord>> caseByCode(CallContext context, String code, String number) {
        codes.add(code);
        return answer(
                Call.CASE_BY_CODE,
                new CaseRecord(
                        number,
                        Text.of("社会保障卡补领", "Social security card replacement"),
                        Text.of("已办结", "Completed"),
                        true,
                        "2026-11-20",
                        null,
                        "芙蓉区人社局",
                        "12333",
                        List.of()));
    }

    @Override
    public CompletableFuture<Answer<Licence>> licence(CallContext context, Session session) {
        return answer(
                Call.LICENCE, new Licence("92430102MA4L00012X", "示范芙蓉书屋", Text.of("个体工商户", "Individual business")));
    }

    @Override
    public CompletableFuture<Answer<Booking>> booking(CallContext context, String number) {
        return answer(
                Call.BOOKING,
                new Booking(
                        number,
                        Text.of("社会保障卡补换", "Replacement of social security card"),
                        "长沙市芙蓉区政务服务中心",
                        Text.of("3 号窗口", "Counter 3"),
                        Tabletop.NIGHT.plus(Duration.ofMinutes(10)),
                        Tabletop.NIGHT.plus(Duration.ofMinutes(40))));
    }

    @Override
    public CompletableFuture<Answer<IssuedDocument>> issue(
            CallContext context, Session session, String type, String key) {
        issueKeys.add(key);
        return answer(Call.ISSUE, paper.issued(type));
    }

    @Override
    public CompletableFuture<Answer<IssuedDocument>> issueOnBlank(
            CallContext context, Session session, String type, String blank, String key) {
        issueKeys.add(key);
        blanks.add(blank);
        return answer(Call.ISSUE, paper.issued(type));
    }

    @Override
    public CompletableFuture<Answer<byte[]>> content(CallContext context, Session session, IssuedDocument document) {
        return answer(Call.CONTENT, paper.pdf());
    }

    @Override
    @SuppressWarnings("unchecked") // A failure carries no value, so that its type does not matter.
    public CompletableFuture<Answer<Accepted>> deliver(Message message) {
        if (!delivered.contains(message.key()) && !failures.containsKey(Call.DELIVER)) {
            cash.hear(message);
            collection.hear(message);
        }
        delivered.add(message.key());
        return CompletableFuture.completedFuture(
                (Answer<Accepted>) failures.getOrDefault(Call.DELIVER, new Answer.Given<>(new Accepted())));
    }

    @Override
    public CompletableFuture<Answer<byte[]>> revokedStaff() {
        staffListAsked++;
        return CompletableFuture.completedFuture(staffList);
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
