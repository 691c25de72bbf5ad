package org.zizhu.kiosk.tabletop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.CollectionPlatform;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.WaitingCard;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's register of what waits in the tabletop's unit, and what the unit told of it. */
public final class TableCollection implements CollectionPlatform {

    /** The calls of the port. */
    public enum Call {
        WAITING_CARD,
        BOXES,
        FREE_BOX
    }

    private static final Duration USUAL = Duration.ofMillis(120);
    private static final String HANDLE = "CARD-0123456789ABCDEF";
    private static final String CARD_NUMBER = "B90000001";

    /** What came of each handle, by what the unit has told. */
    public final Map<String, List<String>> outcomes = new LinkedHashMap<>();

    /** The digests of other people's cards that went into the bin. */
    public final List<String> wrong = new ArrayList<>();

    /** What is kept for whoever deposits, by the key of the request. */
    public final Map<String, Box> reserved = new LinkedHashMap<>();

    public final List<String> released = new ArrayList<>();

    /** What lies there for whoever comes. */
    public List<Box> boxes = List.of(new Box("BOX-0123456789ABCDEF", 3, Text.of("居住证", "Residence permit")));

    /** What lies there for whoever has the pick-up code of its case. */
    public List<Box> boxesOfCase = List.of();

    /** Whether a call that fails did what was asked all the same. */
    public boolean failsAfterwards;

    private final SimulatedInbox time;
    private final Map<Call, Answer<?>> failures = new EnumMap<>(Call.class);

    public TableCollection(SimulatedInbox time) {
        this.time = time;
    }

    /** The citizen's own new card. */
    public static EmulatedSocialSecurityCard theirs() {
        return card(CARD_NUMBER, Tabletop.NUMBER, Tabletop.NAME);
    }

    /** Somebody else's. */
    public static EmulatedSocialSecurityCard somebodyElses(int which) {
        return card("B9000010" + which, "43010218490307010" + which, "王一");
    }

    private static EmulatedSocialSecurityCard card(String cardNumber, String number, String name) {
        return new EmulatedSocialSecurityCard(
                new SocialSecurityCard(
                        Optional.empty(),
                        Optional.of("43010200000000000000000000000001"),
                        Optional.of("3"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(cardNumber),
                        number,
                        name,
                        Optional.of("2"),
                        Optional.of("01"),
                        Optional.empty(),
                        Optional.of(LocalDate.of(1849, 3, 7))),
                CardModel.THIRD_GENERATION);
    }

    /** From now on a call comes to this. */
    public void answers(Call call, Answer<?> answer) {
        failures.put(call, answer);
    }

    public void worksAgain() {
        failures.clear();
    }

    /** What the unit said of the card. */
    public List<String> cardFacts() {
        return outcomes.getOrDefault(HANDLE, List.of());
    }

    /** The unit says what came of it. */
    void hear(Message message) {
        JsonNode body = JsonMapper.shared().readTree(message.body());
        String[] path = message.path().split("/", -1);
        if (message.path().startsWith("/v1/cards/") || message.path().endsWith("/outcome")) {
            outcomes.computeIfAbsent(path[path.length - 2], unused -> new ArrayList<>())
                    .add(body.required("fact").asString());
            body.path("wrong").forEach(digest -> wrong.add(digest.asString()));
        } else if (message.path().equals("/v1/lockers/releases")) {
            released.add(body.required("boxKey").asString());
        }
    }

    @Override
    public CompletableFuture<Answer<WaitingCard>> waitingCard(CallContext context, Session session) {
        return answer(
                Call.WAITING_CARD, new WaitingCard(HANDLE, sha256(HANDLE + ":" + CARD_NUMBER + ":" + Tabletop.NUMBER)));
    }

    @Override
    public CompletableFuture<Answer<List<Box>>> boxes(CallContext context, Session session) {
        return answer(Call.BOXES, boxes);
    }

    @Override
    public CompletableFuture<Answer<List<Box>>> boxesByCode(CallContext context, String code, String number) {
        return answer(Call.BOXES, boxesOfCase);
    }

    @Override
    public CompletableFuture<Answer<Box>> freeBox(CallContext context, Session session, String key) {
        Box box = new Box("DEPOSIT-%04d".formatted(reserved.size() + 1), 5, Text.of("提交的材料", "Documents handed in"));
        if (!failures.containsKey(Call.FREE_BOX) || failsAfterwards) {
            reserved.putIfAbsent(key, box);
        }
        return answer(Call.FREE_BOX, reserved.getOrDefault(key, box));
    }

    @SuppressWarnings("unchecked") // A failure carries no value, so that its type does not matter.
    private <T> CompletableFuture<Answer<T>> answer(Call call, T value) {
        Answer<T> answer = failures.containsKey(call) ? (Answer<T>) failures.get(call) : new Answer.Given<>(value);
        CompletableFuture<Answer<T>> future = new CompletableFuture<>();
        time.after(USUAL, () -> future.complete(answer));
        return future;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
