package org.zizhu.platform.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.collection.BoxRegister;
import org.zizhu.platform.due.DueKind;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.State;
import org.zizhu.platform.people.CardKind;

/**
 * The bodies of requests, as in openapi.yaml. Their constructors refuse ({@link IllegalArgumentException}) what the contract does
 * not allow; the messages name the field and never its value.
 */
sealed interface Body {

    /** 印制号: capitals, perhaps, and digits. */
    Pattern BLANK = Pattern.compile("[A-Z]{0,6}[0-9]{6,20}");

    Pattern BOOKING = Pattern.compile("[0-9A-Z]{4,32}");

    Context context();

    /** The five elements of a request to shared licences (GB/T 36906 practice): who asks where, for which item, case, and purpose. */
    record Context(String purpose, String itemName, String itemCode, String caseNumber, String terminal, String place) {
        public Context {
            bounded(purpose, 200, "purpose");
            bounded(itemName, 200, "itemName");
            bounded(itemCode, 64, "itemCode");
            bounded(terminal, 64, "terminal");
            bounded(place, 200, "place");
            if (caseNumber.length() != 36
                    || !UUID.fromString(caseNumber).toString().equalsIgnoreCase(caseNumber)) {
                throw new IllegalArgumentException("caseNumber");
            }
        }
    }

    /** A card as the reader read it. */
    record Credential(
            CardKind kind, String number, String name, String birth, @Nullable String validUntil, String samId) {
        public Credential {
            kind.name();
            bounded(number, 32, "number");
            bounded(name, 100, "name");
            bounded(samId, 64, "samId");
            LocalDate.parse(birth);
            if (validUntil != null) {
                LocalDate.parse(validUntil);
            }
        }

        @Override
        public String toString() {
            return "Credential[" + kind + "]";
        }
    }

    record Identify(Context context, Credential credential) implements Body {
        public Identify {
            credential.kind();
            context.purpose();
        }
    }

    /** @param code what a phone shows, without terminator */
    record IdentifyByCode(Context context, String code) implements Body {
        public IdentifyByCode {
            context.purpose();
            bounded(code, 512, "code");
        }

        @Override
        public String toString() {
            return "IdentifyByCode";
        }
    }

    /** A social security card as the chip reader read it; what not each card holds may be null. */
    record SocialCard(String number, String name, @Nullable String cardNumber, @Nullable String validUntil) {
        public SocialCard {
            bounded(number, 32, "number");
            bounded(name, 100, "name");
            if (cardNumber != null) {
                bounded(cardNumber, 32, "cardNumber");
            }
            if (validUntil != null) {
                LocalDate.parse(validUntil);
            }
        }

        @Override
        public String toString() {
            return "SocialCard";
        }
    }

    record IdentifyBySocialCard(Context context, SocialCard card) implements Body {
        public IdentifyBySocialCard {
            card.number();
            context.purpose();
        }
    }

    /** @param code what was typed in */
    record PhoneCode(Context context, String session, String code) implements Body {
        private static final Pattern CODE = Pattern.compile("[0-9]{6}");

        public PhoneCode {
            context.purpose();
            token(session);
            if (!CODE.matcher(code).matches()) {
                throw new IllegalArgumentException("code");
            }
        }

        @Override
        public String toString() {
            return "PhoneCode";
        }
    }

    /**
     * One person acts for another.
     *
     * @param session of who acts
     * @param principal the session of the other, who has identified here as well; null for a ward
     * @param ward the handle of a ward; null for somebody else
     */
    record Mandate(Context context, String session, @Nullable String principal, @Nullable String ward) implements Body {
        private static final Pattern HANDLE = Pattern.compile("[0-9a-f]{24}");

        public Mandate {
            context.purpose();
            token(session);
            if ((principal == null) == (ward == null)) {
                throw new IllegalArgumentException("principal or ward");
            }
            if (principal != null) {
                token(principal);
            }
            if (ward != null && !HANDLE.matcher(ward).matches()) {
                throw new IllegalArgumentException("ward");
            }
        }

        @Override
        public String toString() {
            return "Mandate";
        }
    }

    /**
     * What only the terminal can see.
     *
     * @param witness the serial number, hexadecimal, of the staff certificate that answered; null for a face
     */
    record ShowEvidence(Context context, String session, Seen evidence, @Nullable String witness) implements Body {
        private static final Pattern SERIAL = Pattern.compile("[0-9a-f]{1,40}");

        /** The evidences that a terminal may tell of. */
        enum Seen {
            FACE,
            ATTENDANT
        }

        public ShowEvidence {
            context.purpose();
            token(session);
            if ((evidence == Seen.ATTENDANT) != (witness != null)) {
                throw new IllegalArgumentException("witness");
            }
            if (witness != null && !SERIAL.matcher(witness).matches()) {
                throw new IllegalArgumentException("witness");
            }
        }

        @Override
        public String toString() {
            return "ShowEvidence[" + evidence + "]";
        }
    }

    /** @param earlier another session of the same person, which ends */
    record Join(Context context, String session, String earlier) implements Body {
        public Join {
            context.purpose();
            token(session);
            token(earlier);
        }

        @Override
        public String toString() {
            return "Join";
        }
    }

    record OfSession(Context context, String session) implements Body {
        public OfSession {
            context.purpose();
            token(session);
        }

        @Override
        public String toString() {
            return "OfSession";
        }
    }

    /** @param blank the number of the blank that it is to be printed on; null for plain paper */
    record Issue(Context context, String session, String type, @Nullable String blank) implements Body {
        public Issue {
            context.purpose();
            token(session);
            bounded(type, 64, "type");
            if (blank != null) {
                blankNumber(blank);
            }
        }

        @Override
        public String toString() {
            return "Issue[" + type + "]";
        }
    }

    record Delivery(Context context, Delivery.Fact fact, int pagesCompleted, String at) implements Body {
        public Delivery {
            context.purpose();
            fact.name();
            if (pagesCompleted < 0 || pagesCompleted > 1000) {
                throw new IllegalArgumentException("pagesCompleted");
            }
            instant(at);
        }

        /** What became of the paper. */
        enum Fact {
            TAKEN,
            PRESENTED,
            NOT_TAKEN,
            /** Printed on its blank, not taken, and kept by the unit: its holder gets it at the counter. */
            RETAINED,
            NOT_PRINTED,
            SPOILED,
            UNKNOWN;

            /** The paper never reached its holder, so it must not be taken for genuine if it turns up. */
            boolean revokes() {
                return this == NOT_TAKEN || this == NOT_PRINTED || this == SPOILED;
            }
        }
    }

    /**
     * Blanks that can't be used any more, and that no document was issued for.
     *
     * @param reason a keyword: unreadable, out-of-sequence, fed-together, spoiled
     */
    record VoidBlanks(Context context, List<String> numbers, String reason, String at) implements Body {
        private static final int MOST = 20;

        public VoidBlanks {
            context.purpose();
            if (numbers.isEmpty() || numbers.size() > MOST) {
                throw new IllegalArgumentException("numbers");
            }
            numbers.forEach(Body::blankNumber);
            bounded(reason, 64, "reason");
            instant(at);
        }
    }

    /** @param documentKey the idempotency key under which the document was asked for */
    record Withdrawal(Context context, String documentKey) implements Body {
        public Withdrawal {
            context.purpose();
            if (!ApiHandler.KEY.matcher(documentKey).matches()) {
                throw new IllegalArgumentException("documentKey");
            }
        }
    }

    record Review(Context context, int level, List<String> reasons, String at) implements Body {
        private static final Pattern REASON = Pattern.compile("[a-z0-9-]{1,64}");

        public Review {
            context.purpose();
            if (level < 1 || level > 5) {
                throw new IllegalArgumentException("level");
            }
            if (reasons.size() > 16
                    || !reasons.stream()
                            .allMatch(reason -> REASON.matcher(reason).matches())) {
                throw new IllegalArgumentException("reasons");
            }
            instant(at);
        }
    }

    /** @param number of a booking, from its code */
    record OfBooking(Context context, String number) implements Body {
        public OfBooking {
            context.purpose();
            bookingNumber(number);
        }
    }

    /** @param at when whoever booked it came */
    record CheckIn(Context context, String number, String at) implements Body {
        public CheckIn {
            context.purpose();
            bookingNumber(number);
            instant(at);
        }
    }

    /**
     * A case, by the code with which its result is picked up.
     *
     * @param code what the phone shows, without terminator
     * @param number the case's, from the code
     */
    record CaseByCode(Context context, String code, String number) implements Body {
        public CaseByCode {
            context.purpose();
            bounded(code, 512, "code");
            bounded(number, 64, "number");
        }

        @Override
        public String toString() {
            return "CaseByCode";
        }
    }

    /**
     * Asks what is due.
     *
     * @param session of whoever asks what they owe; null for a household's
     * @param household the number on its bills; null for a person's
     * @param kinds that are asked for
     */
    record QueryDues(Context context, @Nullable String session, @Nullable String household, List<DueKind> kinds)
            implements Body {
        private static final Pattern HOUSEHOLD = Pattern.compile("[0-9]{6,16}");

        public QueryDues {
            context.purpose();
            if ((session == null) == (household == null)) {
                throw new IllegalArgumentException("session or household");
            }
            if (session != null) {
                token(session);
            }
            if (household != null && !HOUSEHOLD.matcher(household).matches()) {
                throw new IllegalArgumentException("household");
            }
            if (kinds.isEmpty() || Set.copyOf(kinds).size() != kinds.size()) {
                throw new IllegalArgumentException("kinds");
            }
        }

        @Override
        public String toString() {
            return "QueryDues" + kinds;
        }
    }

    /**
     * Something to pay for; nothing personal is in its words.
     *
     * @param due what is due and paid with it; null for anything else
     */
    record PaymentLine(long fen, Text payee, Text what, @MayBeAbsent @Nullable String due) {
        private static final long MAX_FEN = 10_000_000;
        private static final Pattern DUE = Pattern.compile("[0-9A-Z-]{8,40}");

        public PaymentLine {
            if (fen < 1 || fen > MAX_FEN) {
                throw new IllegalArgumentException("fen");
            }
            bounded(payee.zh(), 100, "payee");
            bounded(payee.en(), 100, "payee");
            bounded(what.zh(), 100, "what");
            bounded(what.en(), 100, "what");
            if (due != null && !DUE.matcher(due).matches()) {
                throw new IllegalArgumentException("due");
            }
        }
    }

    /**
     * @param session of whoever pays; null where nobody has identified
     * @param matter tells what is paid for: of two payments for one matter, one goes back
     */
    record PlaceOrder(
            Context context,
            @Nullable String session,
            Means means,
            String matter,
            int validSeconds,
            List<PaymentLine> lines)
            implements Body {
        private static final int MAX_LINES = 50;

        public PlaceOrder {
            context.purpose();
            if (session != null) {
                token(session);
            }
            means.name();
            bounded(matter, 128, "matter");
            // Under a minute providers refuse; an unattended code stays no longer than ten.
            if (validSeconds < 60 || validSeconds > 600) {
                throw new IllegalArgumentException("validSeconds");
            }
            List<String> dues = lines.stream()
                    .map(PaymentLine::due)
                    .filter(Objects::nonNull)
                    .toList();
            if (lines.isEmpty() || lines.size() > MAX_LINES || Set.copyOf(dues).size() != dues.size()) {
                throw new IllegalArgumentException("lines");
            }
        }

        @Override
        public String toString() {
            return "PlaceOrder[" + means + "]";
        }
    }

    /** @param since the state that the terminal knows */
    record AwaitOrder(Context context, State since, int waitSeconds) implements Body {
        public AwaitOrder {
            context.purpose();
            since.name();
            // Less than a connection may be silent.
            if (waitSeconds < 0 || waitSeconds > 10) {
                throw new IllegalArgumentException("waitSeconds");
            }
        }
    }

    /** @param lines by their index in the order */
    record OrderLines(Context context, List<Integer> lines) implements Body {
        public OrderLines {
            context.purpose();
            if (lines.isEmpty() || Set.copyOf(lines).size() != lines.size()) {
                throw new IllegalArgumentException("lines");
            }
        }
    }

    /** @param slip the transaction that stands on a slip, or the number of an order or a claim */
    record OfSlip(Context context, String slip) implements Body {
        private static final Pattern SLIP = Pattern.compile("[0-9A-Za-z-]{8,64}");

        public OfSlip {
            context.purpose();
            if (!SLIP.matcher(slip).matches()) {
                throw new IllegalArgumentException("slip");
            }
        }
    }

    /** @param session of whoever brings it; null where it matters not who does */
    record TakeSlip(Context context, @Nullable String session, String slip) implements Body {
        public TakeSlip {
            if (session != null) {
                token(session);
            }
            var unused = new OfSlip(context, slip);
        }

        @Override
        public String toString() {
            return "TakeSlip";
        }
    }

    /** @param witness the serial number, hexadecimal, of the staff certificate that answers for it */
    record SettleClaim(Context context, String claim, Decision decision, String witness) implements Body {
        private static final Pattern CLAIM = Pattern.compile("[0-9A-Z-]{8,40}");
        private static final Pattern SERIAL = Pattern.compile("[0-9a-f]{1,40}");

        /** What a person has found out. */
        enum Decision {
            /** It was given after all. */
            DELIVERED,
            /** It was not: the money goes back. */
            REFUND
        }

        public SettleClaim {
            context.purpose();
            decision.name();
            if (!CLAIM.matcher(claim).matches()) {
                throw new IllegalArgumentException("claim");
            }
            if (!SERIAL.matcher(witness).matches()) {
                throw new IllegalArgumentException("witness");
            }
        }
    }

    /** @param orderKey the idempotency key under which the order was asked for */
    record CancelOrder(Context context, String orderKey) implements Body {
        public CancelOrder {
            context.purpose();
            if (!ApiHandler.KEY.matcher(orderKey).matches()) {
                throw new IllegalArgumentException("orderKey");
            }
        }
    }

    /** @param wrong digests of the numbers of other cards, which went into the bin on the way */
    record CardDelivery(Context context, CardDelivery.Fact fact, List<String> wrong, String at) implements Body {
        private static final int MOST = 16;
        private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{16}");

        public CardDelivery {
            context.purpose();
            fact.name();
            if (wrong.size() > MOST
                    || !wrong.stream().allMatch(digest -> DIGEST.matcher(digest).matches())) {
                throw new IllegalArgumentException("wrong");
            }
            instant(at);
        }

        /** What became of the card. */
        enum Fact {
            TAKEN,
            RETAINED,
            NOT_DISPENSED,
            UNKNOWN
        }
    }

    record BoxOutcome(Context context, BoxRegister.Fact fact, String at) implements Body {
        public BoxOutcome {
            context.purpose();
            fact.name();
            instant(at);
        }
    }

    /** @param boxKey the idempotency key under which a box was asked for */
    record ReleaseBox(Context context, String boxKey) implements Body {
        public ReleaseBox {
            context.purpose();
            if (!ApiHandler.KEY.matcher(boxKey).matches()) {
                throw new IllegalArgumentException("boxKey");
            }
        }
    }

    /** Something that needs no more than who asks. */
    record OfTerminal(Context context) implements Body {
        public OfTerminal {
            context.purpose();
        }
    }

    /** @param day in China */
    record OfDay(Context context, String day) implements Body {
        public OfDay {
            context.purpose();
            LocalDate.parse(day);
        }
    }

    static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static void blankNumber(String number) {
        if (!BLANK.matcher(number).matches()) {
            throw new IllegalArgumentException("blank");
        }
    }

    private static void bookingNumber(String number) {
        if (!BOOKING.matcher(number).matches()) {
            throw new IllegalArgumentException("number");
        }
    }

    private static void token(String token) {
        if (token.length() < 16 || token.length() > 128) {
            throw new IllegalArgumentException("session");
        }
    }

    private static void bounded(String value, int max, String field) {
        if (value.isBlank() || value.length() > max) {
            throw new IllegalArgumentException(field);
        }
    }
}
