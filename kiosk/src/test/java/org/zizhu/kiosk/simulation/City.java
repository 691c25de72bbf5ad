package org.zizhu.kiosk.simulation;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.zizhu.kiosk.tabletop.SealedPaper;

/** The platform of the simulated city: it keeps what it did, whether or not its answer came through. */
final class City implements GovernmentPlatform {

    static final String PHONE_CODE = "204815";

    private static final Duration TIME_OUT = Duration.ofSeconds(10);
    private static final Pattern FACT = Pattern.compile("\"fact\":\"([A-Z_]+)\"");
    private static final Pattern WITHDRAWN = Pattern.compile("\"documentKey\":\"([^\"]+)\"");

    /** What the platform holds a document to be. */
    enum Standing {
        ISSUED,
        DELIVERED,
        REVOKED,
        /** A person has to find out. */
        WITH_A_PERSON
    }

    /** A document that was issued. */
    static final class Document {
        final String number;
        final String transaction;
        Standing standing = Standing.ISSUED;

        private Document(String number, String transaction) {
            this.number = number;
            this.transaction = transaction;
        }
    }

    private final World world;
    private final SealedPaper paper;
    private final CashDesk cash;
    private final Map<String, Document> byKey = new LinkedHashMap<>();
    private final Map<String, Document> open = new LinkedHashMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    private final Set<String> heard = new HashSet<>();
    private final Map<String, String> numbers = new HashMap<>();
    private int wrongCodes;

    City(World world, SealedPaper paper, CashDesk cash) {
        this.world = world;
        this.paper = paper;
        this.cash = cash;
    }

    /** Those of which nothing was heard so far. */
    List<Document> open() {
        return List.copyOf(open.values());
    }

    /** Those of a transaction. */
    List<Document> of(String transaction) {
        return byKey.containsKey(transaction + ":issue") ? List.of(byKey.get(transaction + ":issue")) : List.of();
    }

    List<Document> documents() {
        return List.copyOf(byKey.values());
    }

    @Override
    public CompletableFuture<Answer<Session>> identify(CallContext context, Credential credential) {
        return call(() -> new Answer.Given<>(session(credential.number())));
    }

    @Override
    public CompletableFuture<Answer<Session>> identifyByCode(CallContext context, String code) {
        return call(() -> code.startsWith("TEST-SSC-")
                ? new Answer.Given<>(session(code.substring(9)))
                : new Answer.Refused<>("qr-expired", Text.of("二维码已过期", "The code has expired")));
    }

    /** Whose session it is. */
    String numberOf(Session session) {
        return numbers.getOrDefault(session.handle(), "");
    }

    private Session session(String person) {
        numbers.put("handle-" + Integer.toHexString(person.hashCode() * 31), person);
        String end = person.substring(person.length() - 4);
        return new Session(
                "session-" + Integer.toHexString(person.hashCode()),
                "某**",
                "4301**********" + end,
                "120****" + end,
                "430102",
                "芙蓉区",
                "handle-" + Integer.toHexString(person.hashCode() * 31),
                List.of());
    }

    @Override
    public CompletableFuture<Answer<Session>> identifyBySocialCard(CallContext context, SocialCredential card) {
        return call(() -> new Answer.Refused<>("person-unknown", Text.of("没有记录", "No record")));
    }

    @Override
    public CompletableFuture<Answer<PhoneCode>> sendCode(CallContext context, Session session) {
        wrongCodes = 0;
        return call(() -> new Answer.Given<>(new PhoneCode("120****0021", 300, 60, 3)));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> checkCode(CallContext context, Session session, String code) {
        return call(() -> {
            if (code.equals(PHONE_CODE)) {
                return new Answer.Given<>(new Accepted());
            }
            wrongCodes++;
            return wrongCodes >= 3
                    ? new Answer.Refused<>("code-used-up", Text.of("错误太多", "Wrong too often"))
                    : new Answer.Refused<>("code-wrong", Text.of("验证码不正确", "The code is wrong"));
        });
    }

    @Override
    public CompletableFuture<Answer<byte[]>> photo(CallContext context, Session session) {
        return call(() -> new Answer.Given<>(new byte[] {1, 2, 3}));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> faceMatched(CallContext context, Session session) {
        return call(() -> new Answer.Given<>(new Accepted()));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> staffAnswered(CallContext context, Session session, String certificate) {
        return call(() -> new Answer.Given<>(new Accepted()));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> join(CallContext context, Session session, Session earlier) {
        return call(() -> new Answer.Given<>(new Accepted()));
    }

    @Override
    public CompletableFuture<Answer<List<Ward>>> wards(CallContext context, Session agent) {
        return call(() -> new Answer.Given<>(List.of()));
    }

    @Override
    public CompletableFuture<Answer<Session>> actFor(CallContext context, Session agent, Session principal) {
        return call(() -> new Answer.Given<>(session("acting" + principal.maskedNumber())));
    }

    @Override
    public CompletableFuture<Answer<Session>> actForWard(CallContext context, Session agent, String ward) {
        return call(() -> new Answer.Refused<>("ward-unknown", Text.of("没有记录", "No record")));
    }

    @Override
    public CompletableFuture<Answer<QrTrust>> qrTrust() {
        return CompletableFuture.completedFuture(new Answer.Failed<>(Answer.Why.UNREACHABLE));
    }

    @Override
    public CompletableFuture<Answer<Accepted>> end(CallContext context, Session session) {
        return call(() -> new Answer.Given<>(new Accepted()));
    }

    @Override
    public CompletableFuture<Answer<Contributions>> contributions(CallContext context, Session session) {
        return call(() -> new Answer.Given<>(new Contributions(
                new Contributions.Summary("2025-01", "2025-12", 1, 40_000, 80_000, Text.of("正常参保", "Insured")),
                List.of(new Contributions.Month(
                        "2025-12",
                        Text.of("养老保险", "Pension"),
                        "芙蓉书局",
                        500_000,
                        40_000,
                        80_000,
                        Text.of("已缴", "Paid"))))));
    }

    @Override
    public CompletableFuture<Answer<List<CaseRecord>>> cases(CallContext context, Session session) {
        return call(() -> new Answer.Given<>(List.of(theCase("430102-0001"))));
    }

    @Override
    public CompletableFuture<Answer<CaseRecord>> caseByCode(CallContext context, String code, String number) {
        return call(() -> new Answer.Given<>(theCase(number)));
    }

    private static CaseRecord theCase(String number) {
        return new CaseRecord(
                number,
                Text.of("社会保障卡补领", "Social security card replacement"),
                Text.of("办理中", "In progress"),
                false,
                "2026-11-01",
                null,
                "芙蓉区人社局",
                "12333",
                List.of());
    }

    @Override
    public CompletableFuture<Answer<Booking>> booking(CallContext context, String number) {
        return call(() -> new Answer.Refused<>("booking-unknown", Text.of("没有这个预约", "No such booking")));
    }

    @Override
    public CompletableFuture<Answer<Licence>> licence(CallContext context, Session session) {
        return call(() -> new Answer.Refused<>("no-business", Text.of("没有登记", "No business")));
    }

    // --- documents -------------------------------------------------------------------------------------------------

    @Override
    public CompletableFuture<Answer<IssuedDocument>> issueOnBlank(
            CallContext context, Session session, String type, String blank, String key) {
        return call(() -> new Answer.Refused<>("no-business", Text.of("没有登记", "No business")));
    }

    @Override
    public CompletableFuture<Answer<IssuedDocument>> issue(
            CallContext context, Session session, String type, String key) {
        world.guard();
        world.auditor.beforeIssuing(key);
        return call(() -> {
            if (withdrawn.contains(key)) {
                return new Answer.Refused<>("withdrawn", Text.of("已撤回", "Withdrawn"));
            }
            Document document = byKey.computeIfAbsent(
                    key,
                    unused -> new Document(
                            "ZZ%08d".formatted(byKey.size() + 1), key.substring(0, key.length() - ":issue".length())));
            if (document.standing == Standing.ISSUED) {
                open.put(document.number, document);
            }
            world.chronicle.note("the platform issues " + document.number);
            return new Answer.Given<>(new IssuedDocument(
                    document.number,
                    type,
                    Text.of("证明", "Certificate"),
                    SealedPaper.PAGES,
                    paper.sha256(),
                    LocalDate.of(2027, 2, 20),
                    "http://127.0.0.1/verify/" + document.number));
        });
    }

    @Override
    public CompletableFuture<Answer<byte[]>> content(CallContext context, Session session, IssuedDocument document) {
        // A line that garbles bytes must not get them onto paper.
        boolean garbled = world.random().nextInt(200) == 0;
        return call(() -> {
            byte[] pdf = paper.pdf();
            if (garbled) {
                pdf[pdf.length / 2] ^= 1;
            }
            return new Answer.Given<>(pdf);
        });
    }

    @Override
    public CompletableFuture<Answer<Accepted>> deliver(Message message) {
        Mood mood = world.mood();
        boolean through = mood == Mood.WELL
                || mood == Mood.SLOW
                || (mood != Mood.UNREACHABLE && world.random().nextBoolean());
        Answer<Accepted> answer = new Answer.Given<>(new Accepted());
        if (through) {
            answer = hear(message);
        }
        return CompletableFuture.completedFuture(
                mood == Mood.WELL || mood == Mood.SLOW ? answer : new Answer.Failed<>(why(mood)));
    }

    /** Telling twice is telling once. */
    private Answer<Accepted> hear(Message message) {
        if (!heard.add(message.key())) {
            return new Answer.Given<>(new Accepted());
        }
        world.chronicle.note("the platform hears " + message.path() + " " + fact(message));
        if (message.path().startsWith("/v1/payments/orders/")) {
            return cash.hear(message);
        }
        if (message.path().startsWith("/v1/cards/") || message.path().startsWith("/v1/lockers/")) {
            world.collection.hear(message);
        }
        if (message.path().equals("/v1/withdrawals")) {
            Matcher key = WITHDRAWN.matcher(message.body());
            if (key.find()) {
                withdrawn.add(key.group(1));
                if (byKey.containsKey(key.group(1))) {
                    settle(byKey.get(key.group(1)), Standing.REVOKED, "withdrawn");
                }
            }
        } else if (message.path().startsWith("/v1/documents/")) {
            String number = message.path().split("/", -1)[3];
            Document document = open.get(number);
            if (document == null) {
                throw world.violated("each document is settled once", number + " is settled again by " + message.key());
            }
            String fact = fact(message);
            settle(
                    document,
                    switch (fact) {
                        case "TAKEN" -> Standing.DELIVERED;
                        case "PRESENTED", "UNKNOWN" -> Standing.WITH_A_PERSON;
                        default -> Standing.REVOKED;
                    },
                    fact);
        }
        return new Answer.Given<>(new Accepted());
    }

    private static String fact(Message message) {
        Matcher fact = FACT.matcher(message.body());
        return fact.find() ? fact.group(1) : "";
    }

    private void settle(Document document, Standing standing, String fact) {
        world.auditor.documentSettled(document, fact);
        document.standing = standing;
        open.remove(document.number);
    }

    @Override
    public CompletableFuture<Answer<byte[]>> revokedStaff() {
        return CompletableFuture.completedFuture(new Answer.Failed<>(Answer.Why.UNREACHABLE));
    }

    @Override
    public CompletableFuture<Answer<Duration>> health() {
        return CompletableFuture.completedFuture(
                world.mood() == Mood.UNREACHABLE
                        ? new Answer.Failed<>(Answer.Why.UNREACHABLE)
                        : new Answer.Given<>(world.platformLead()));
    }

    // --- answers ---------------------------------------------------------------------------------------------------

    /** Each call is answered once and in bounded time; what was done by it is another question. */
    <T> CompletableFuture<Answer<T>> call(Supplier<? extends Answer<T>> effect) {
        world.guard();
        CompletableFuture<Answer<T>> future = new CompletableFuture<>();
        Mood mood = world.mood();
        switch (mood) {
            case WELL ->
                world.time.after(
                        Duration.ofMillis(world.random().nextInt(60, 400)), () -> future.complete(effect.get()));
            case SLOW ->
                world.time.after(
                        Duration.ofMillis(world.random().nextInt(1_500, 9_000)), () -> future.complete(effect.get()));
            case UNREACHABLE ->
                world.time.after(Duration.ofSeconds(1), () -> future.complete(new Answer.Failed<>(why(mood))));
            default -> {
                if (world.random().nextBoolean()) {
                    // Perhaps long after nobody waits any more.
                    world.time.after(Duration.ofMillis(world.random().nextInt(50, 40_000)), () -> {
                        var unused = effect.get();
                    });
                }
                Duration until = mood == Mood.SILENT ? TIME_OUT : Duration.ofMillis(500);
                world.time.after(until, () -> future.complete(new Answer.Failed<>(why(mood))));
            }
        }
        return future;
    }

    private static Answer.Why why(Mood mood) {
        return switch (mood) {
            case UNREACHABLE -> Answer.Why.UNREACHABLE;
            case BROKEN -> Answer.Why.BROKEN;
            case NONSENSE -> Answer.Why.NONSENSE;
            default -> Answer.Why.TOO_SLOW;
        };
    }
}
