package org.zizhu.platform.api;

import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.business.BusinessRegister;
import org.zizhu.platform.document.Archive;
import org.zizhu.platform.document.BlankBook;
import org.zizhu.platform.document.Document;
import org.zizhu.platform.document.DocumentType;
import org.zizhu.platform.document.Order;
import org.zizhu.platform.document.Press;
import org.zizhu.platform.document.Pressed;
import org.zizhu.platform.document.VerificationCode;
import org.zizhu.platform.insurance.History;
import org.zizhu.platform.insurance.Ledger;
import org.zizhu.platform.people.Citizen;
import org.zizhu.platform.qr.Issuer;
import org.zizhu.platform.store.Database;

/** Issues documents, gives out their content, and hears what became of the paper. */
final class DocumentDesk {

    /** Insurance changes monthly; whoever asks for the paper wants it fresh. */
    private static final Period VALIDITY = Period.ofDays(90);

    private record Issued(
            String number,
            String type,
            Text name,
            int pages,
            int bytes,
            String sha256,
            String issuedAt,
            String validUntil,
            String verificationUrl) {}

    /** What is known before a document is made: either whom it is for, or that it will not be made. */
    private record Opening(@Nullable Holder holder, History history, @Nullable Answer instead) {}

    private final Database database;
    private final Sessions sessions;
    private final Press press;
    private final Issuer issuer;
    private final URI publicUri;
    private final InstantSource clock;
    /** Verification codes must be unguessable, so this randomness cannot come from a seed. */
    private final SecureRandom random = new SecureRandom();

    DocumentDesk(Database database, Sessions sessions, Press press, Issuer issuer, URI publicUri, InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.press = press;
        this.issuer = issuer;
        this.publicUri = publicUri;
        this.clock = clock;
    }

    /**
     * The document is pressed outside any transaction, for that takes long. Two requests with one key may press twice; the second
     * to commit finds the first's answer, gives that, and throws its own sheets away.
     */
    Call.Reply issue(Call<Body.Issue> call) {
        Optional<DocumentType> type = DocumentType.of(call.body().type());
        Optional<String> blank = Optional.ofNullable(call.body().blank());
        if (type.isEmpty() || type.get().onBlank() != blank.isPresent()) {
            return Call.Reply.refused(Refusal.MALFORMED_REQUEST);
        }
        Opening opening = database.read(db -> open(db, call));
        Holder holder = opening.holder;
        if (holder == null) {
            return Call.Reply.refused(Refusal.SESSION_EXPIRED);
        }
        if (opening.instead != null) {
            return new Call.Reply(opening.instead, holder);
        }
        Order order = order(type.get(), holder.citizen(), opening.history, blank);
        Pressed pressed = press.press(order);
        if (pressed instanceof Pressed.Sheets sheets) {
            return new Call.Reply(database.write(db -> enter(db, call, order, sheets, holder.basis())), holder);
        }
        return Call.Reply.refused(Refusal.NOT_PRINTABLE, holder);
    }

    Call.Reply content(Call<Body.OfSession> call) {
        return database.read(db -> {
            Optional<Holder> holder = sessions.holder(db, call.body().session(), call.terminal());
            if (holder.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            String person = holder.get().citizen().id();
            Optional<Document> document =
                    own(db, call).filter(found -> found.person().equals(person));
            if (document.isEmpty()) {
                return Call.Reply.refused(Refusal.DOCUMENT_UNKNOWN, holder.get());
            }
            if (document.get().state() == Document.State.REVOKED) {
                return Call.Reply.refused(Refusal.DOCUMENT_REVOKED, holder.get());
            }
            return new Call.Reply(new Answer.Pdf(Archive.content(db, document.get())), holder.get());
        });
    }

    Call.Reply delivery(Call<Body.Delivery> call) {
        String request = "delivery " + call.number() + " " + Json.write(call.body());
        return database.write(db -> {
            Optional<Document> document = own(db, call);
            if (document.isEmpty()) {
                return Call.Reply.refused(Refusal.DOCUMENT_UNKNOWN);
            }
            String person = document.get().person();
            Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), request);
            if (earlier.isPresent()) {
                return new Call.Reply(earlier.get(), person);
            }
            Answer answer = note(db, document.get(), call.body());
            if (answer instanceof Answer.Noted) {
                Answered.remember(db, call.terminal(), call.key(), request, answer, clock.millis());
            }
            return new Call.Reply(answer, person);
        });
    }

    /** Of a document whose answer was lost: should it have been issued, it is revoked; if not, it never will be. */
    Call.Reply withdraw(Call<Body.Withdrawal> call) {
        String request = "withdrawal " + Json.write(call.body());
        return database.write(db -> {
            Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), request);
            if (earlier.isPresent()) {
                return new Call.Reply(earlier.get(), null, null);
            }
            Optional<Document> issued =
                    Withdrawals.issuedUnder(db, call.terminal(), call.body().documentKey());
            if (issued.filter(document -> document.state() == Document.State.DELIVERED)
                    .isPresent()) {
                return Call.Reply.refused(Refusal.DELIVERY_SETTLED, issued.get().person());
            }
            Withdrawals.enter(db, call.terminal(), call.body().documentKey(), clock.millis());
            if (issued.isPresent()) {
                Archive.become(db, issued.get(), Document.State.REVOKED);
                BlankBook.become(db, issued.get(), BlankBook.Fate.VOID, "withdrawn", clock.millis());
            }
            Answer answer = new Answer.Noted();
            Answered.remember(db, call.terminal(), call.key(), request, answer, clock.millis());
            return new Call.Reply(answer, issued.map(Document::person).orElse(null));
        });
    }

    private Opening open(Connection db, Call<Body.Issue> call) throws SQLException {
        Optional<Holder> holder = sessions.holder(db, call.body().session(), call.terminal());
        if (holder.isEmpty()) {
            return new Opening(null, new History(List.of()), null);
        }
        Citizen citizen = holder.get().citizen();
        History history = Ledger.of(db, citizen.id());
        Optional<Refusal> objection =
                ItemRule.of(call.body().context().itemCode()).objection(holder.get());
        if (objection.isPresent()) {
            return new Opening(holder.get(), history, new Answer.Refused(objection.get()));
        }
        if (Withdrawals.contain(db, call.terminal(), call.key())) {
            return new Opening(holder.get(), history, new Answer.Refused(Refusal.DOCUMENT_WITHDRAWN));
        }
        Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), fingerprint(call, citizen));
        if (earlier.isEmpty()
                && history.isEmpty()
                && DocumentType.of(call.body().type()).orElseThrow().ofInsurance()) {
            earlier = Optional.of(new Answer.Refused(Refusal.NOTHING_TO_CERTIFY));
        }
        if (earlier.isEmpty()) {
            earlier = licenceObjection(db, call, citizen).map(Answer.Refused::new);
        }
        return new Opening(holder.get(), history, earlier.orElse(null));
    }

    private static Optional<Refusal> licenceObjection(Connection db, Call<Body.Issue> call, Citizen citizen)
            throws SQLException {
        String blank = call.body().blank();
        if (blank == null) {
            return Optional.empty();
        } else if (BusinessRegister.of(citizen).isEmpty()) {
            return Optional.of(Refusal.NO_BUSINESS);
        }
        return BlankBook.fate(db, blank).isPresent() ? Optional.of(Refusal.BLANK_USED) : Optional.empty();
    }

    private Order order(DocumentType type, Citizen citizen, History history, Optional<String> blank) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.ofHours(8));
        long serial = database.read(Archive::count) + 1;
        String code = VerificationCode.draw(random);
        // The serial alone is not unique when two are pressed at once. The tail says nothing of the code.
        String number = citizen.division().code()
                + today.format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "%06d", serial)
                + VerificationCode.draw(random).substring(0, 4);
        return new Order(
                type,
                citizen,
                history,
                type == DocumentType.BUSINESS_LICENCE ? BusinessRegister.of(citizen) : Optional.empty(),
                blank,
                citizen.division().city() + type.office(),
                number,
                code,
                publicUri.resolve("/verify/" + code).toString(),
                issuer.documentProof(number, code, citizen.number(), now, today.plus(VALIDITY)),
                now,
                today.plus(VALIDITY));
    }

    private Answer enter(Connection db, Call<Body.Issue> call, Order order, Pressed.Sheets sheets, Basis basis)
            throws SQLException {
        if (Withdrawals.contain(db, call.terminal(), call.key())) {
            // It came while the sheets were being pressed.
            return new Answer.Refused(Refusal.DOCUMENT_WITHDRAWN);
        }
        String request = fingerprint(call, order.citizen());
        Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), request);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        String sha256 = Digest.sha256(sheets.pdf());
        Document document = new Document(
                order.number(),
                order.code(),
                order.citizen().id(),
                call.terminal(),
                order.type(),
                order.issuer(),
                order.citizen().maskedName(),
                order.citizen().maskedNumber(),
                sheets.pages(),
                sha256,
                order.at(),
                order.validUntil(),
                Document.State.ISSUED);
        if (order.blank().isPresent() && BlankBook.fate(db, order.blank().get()).isPresent()) {
            // Bound to another while the sheets were being pressed.
            return new Answer.Refused(Refusal.BLANK_USED);
        }
        Archive.enter(db, document, sheets.pdf());
        if (order.blank().isPresent()) {
            BlankBook.bind(db, order.blank().get(), document, clock.millis());
        }
        basis.ofDocument(db, document.number());
        Issued issued = new Issued(
                order.number(),
                order.type().id(),
                order.type().title(),
                sheets.pages(),
                sheets.pdf().length,
                sha256,
                order.at().toString(),
                order.validUntil().toString(),
                order.url());
        Answer answer = new Answer.Given(201, Json.write(issued));
        Answered.remember(db, call.terminal(), call.key(), request, answer, clock.millis());
        return answer;
    }

    private Answer note(Connection db, Document document, Body.Delivery delivery) throws SQLException {
        Document.State settled = delivery.fact() == Body.Delivery.Fact.TAKEN
                ? Document.State.DELIVERED
                : delivery.fact().revokes() ? Document.State.REVOKED : document.state();
        if (document.state() != Document.State.ISSUED && document.state() != settled) {
            return new Answer.Refused(Refusal.DELIVERY_SETTLED);
        }
        Archive.become(db, document, settled);
        Optional<BlankBook.Fate> blank = fate(delivery.fact());
        if (blank.isPresent()) {
            BlankBook.become(db, document, blank.get(), delivery.fact().name(), clock.millis());
        }
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO delivery VALUES (NULL, ?, ?, ?, ?)")) {
            insert.setString(1, document.number());
            insert.setString(2, delivery.fact().name());
            insert.setInt(3, delivery.pagesCompleted());
            insert.setLong(4, Body.instant(delivery.at()).toEpochMilli());
            insert.executeUpdate();
        }
        return new Answer.Noted();
    }

    /** What it means for the blank that a document stands on; empty where nobody knows yet. */
    private static Optional<BlankBook.Fate> fate(Body.Delivery.Fact fact) {
        return switch (fact) {
            case TAKEN -> Optional.of(BlankBook.Fate.HANDED_OVER);
            case RETAINED -> Optional.of(BlankBook.Fate.RETAINED);
            case NOT_TAKEN, NOT_PRINTED, SPOILED -> Optional.of(BlankBook.Fate.VOID);
            case PRESENTED, UNKNOWN -> Optional.empty();
        };
    }

    /** Blanks that no document was issued for, and that never will carry one. */
    Call.Reply voidBlanks(Call<Body.VoidBlanks> call) {
        String request = "void " + Json.write(call.body());
        return database.write(db -> {
            Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), request);
            if (earlier.isEmpty()) {
                for (String number : call.body().numbers()) {
                    BlankBook.enterVoid(db, number, call.terminal(), call.body().reason(), clock.millis());
                }
                Answered.remember(db, call.terminal(), call.key(), request, new Answer.Noted(), clock.millis());
            }
            return new Call.Reply(earlier.orElseGet(Answer.Noted::new), null, null);
        });
    }

    /** The document of the path, if this terminal had it issued. */
    private static Optional<Document> own(Connection db, Call<?> call) throws SQLException {
        return Archive.byNumber(db, call.number())
                .filter(document -> document.terminal().equals(call.terminal()));
    }

    /** The session is left out and the person put in: whoever identified anew asks for the same document. */
    private static String fingerprint(Call<Body.Issue> call, Citizen citizen) {
        String blank = call.body().blank();
        return "issue " + citizen.id() + " " + call.body().type() + (blank == null ? "" : " on " + blank) + " "
                + Json.write(call.body().context());
    }
}
