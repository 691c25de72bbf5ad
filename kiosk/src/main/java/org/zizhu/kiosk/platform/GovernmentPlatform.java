package org.zizhu.kiosk.platform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.zizhu.kiosk.journal.Message;

/**
 * The port to the government platform. Each call is answered exactly once, in bounded time, also when the platform is not
 * there; no future completes exceptionally. Thread-safe.
 */
public interface GovernmentPlatform {

    CompletableFuture<Answer<Session>> identify(CallContext context, Credential credential);

    /** The same by a social security card, of which the platform knows whether it is good. */
    CompletableFuture<Answer<Session>> identifyBySocialCard(CallContext context, SocialCredential card);

    /** Sends a code to the phone on record, in place of one that was sent before. */
    CompletableFuture<Answer<PhoneCode>> sendCode(CallContext context, Session session);

    /** Whether that is the code which was sent: refused as code-wrong, code-used-up or code-expired when it is not. */
    CompletableFuture<Answer<Accepted>> checkCode(CallContext context, Session session, String code);

    /** The platform's photo of the person, for one comparison on the unit; an image file. Refused as no-photo-on-record. */
    CompletableFuture<Answer<byte[]>> photo(CallContext context, Session session);

    /**
     * Opens a session for whoever shows a code, within ten seconds. A code serves once; used, expired or meant for another unit, it
     * is refused with a code of its own (qr-replayed, qr-expired, qr-other-terminal …).
     *
     * @param code what the code says, without terminator; personal, like a number
     */
    CompletableFuture<Answer<Session>> identifyByCode(CallContext context, String code);

    /** By what codes are verified without the platform. */
    CompletableFuture<Answer<QrTrust>> qrTrust();

    /** Whoever the session is for has shown their living face here. The platform holds what each session was proven by. */
    CompletableFuture<Answer<Accepted>> faceMatched(CallContext context, Session session);

    /**
     * Somebody of the staff has looked at whoever the session is for, and answers for it. Refused as staff-revoked when the platform
     * knows more of their card than the unit.
     *
     * @param certificate its serial number, hexadecimal
     */
    CompletableFuture<Answer<Accepted>> staffAnswered(CallContext context, Session session, String certificate);

    /** What was shown in an earlier session of the same person counts in this one as well; the earlier ends. */
    CompletableFuture<Answer<Accepted>> join(CallContext context, Session session, Session earlier);

    /** For whom somebody may act by law. */
    CompletableFuture<Answer<List<Ward>>> wards(CallContext context, Session agent);

    /** Opens a session in which one person acts for another, who has identified here as well. */
    CompletableFuture<Answer<Session>> actFor(CallContext context, Session agent, Session principal);

    /** The same for a ward. */
    CompletableFuture<Answer<Session>> actForWard(CallContext context, Session agent, String ward);

    /** Ends the session; an unanswered one ends by itself after a quarter of an hour. */
    CompletableFuture<Answer<Accepted>> end(CallContext context, Session session);

    CompletableFuture<Answer<Contributions>> contributions(CallContext context, Session session);

    CompletableFuture<Answer<List<CaseRecord>>> cases(CallContext context, Session session);

    /** The business that the person runs. Refused as no-business. */
    CompletableFuture<Answer<Licence>> licence(CallContext context, Session session);

    /**
     * The case whose result a pick-up code is for. Looking at it does not use the code up; refused with codes as
     * {@link #identifyByCode}, and as case-unknown.
     *
     * @param number the case's, from the code
     */
    CompletableFuture<Answer<CaseRecord>> caseByCode(CallContext context, String code, String number);

    /** What was booked under that number, which names nobody. Refused as booking-unknown. */
    CompletableFuture<Answer<Booking>> booking(CallContext context, String number);

    /**
     * Has a document issued.
     *
     * @param type insurance-certificate, contribution-statement
     * @param key idempotency key: asked again with the same, the platform gives the same document
     */
    CompletableFuture<Answer<IssuedDocument>> issue(CallContext context, Session session, String type, String key);

    /**
     * The same for what is printed on a numbered blank, and for that blank alone. Refused as no-business, and as blank-used.
     *
     * @param type business-licence
     * @param blank the number that is printed on it
     */
    CompletableFuture<Answer<IssuedDocument>> issueOnBlank(
            CallContext context, Session session, String type, String blank, String key);

    /** Fetches a document's bytes (PDF). */
    CompletableFuture<Answer<byte[]>> content(CallContext context, Session session, IssuedDocument document);

    /** Delivers a message of the outbox. */
    CompletableFuture<Answer<Accepted>> deliver(Message message);

    /** Fetches the newest list of revoked staff cards (a certificate revocation list, DER); it proves itself. */
    CompletableFuture<Answer<byte[]>> revokedStaff();

    /** Asks whether the platform is there, however often it has failed before; gives its wall clock's lead over ours. */
    CompletableFuture<Answer<Duration>> health();
}
