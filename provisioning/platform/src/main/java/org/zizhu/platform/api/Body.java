package org.zizhu.platform.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.people.CardKind;

/**
 * The bodies of requests, as in openapi.yaml. Their constructors refuse ({@link IllegalArgumentException}) what the contract does
 * not allow; the messages name the field and never its value.
 */
sealed interface Body {

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

    record Issue(Context context, String session, String type) implements Body {
        public Issue {
            context.purpose();
            token(session);
            bounded(type, 64, "type");
        }

        @Override
        public String toString() {
            return "Issue[" + type + "]";
        }
    }

    record Delivery(Context context, Fact fact, int pagesCompleted, String at) implements Body {
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
            NOT_PRINTED,
            SPOILED,
            UNKNOWN;

            /** The paper never reached its holder, so it must not be taken for genuine if it turns up. */
            boolean revokes() {
                return this == NOT_TAKEN || this == NOT_PRINTED || this == SPOILED;
            }
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

    static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
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
