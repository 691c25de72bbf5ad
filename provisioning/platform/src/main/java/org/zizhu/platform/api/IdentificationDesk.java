package org.zizhu.platform.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.payment.Slips;
import org.zizhu.platform.people.Citizen;
import org.zizhu.platform.people.Register;
import org.zizhu.platform.people.SocialCard;
import org.zizhu.platform.qr.CodeBook;
import org.zizhu.platform.store.Database;

/** Checks a card against the register, or a code against those that were shown on phones, and opens a session. */
final class IdentificationDesk {

    /**
     * What a terminal learns of who it is: enough to greet them and to call their phone theirs, and no number.
     *
     * @param unfinished numbers of orders that they have paid and may not have got
     */
    private record Identified(
            String session,
            String maskedName,
            String maskedNumber,
            @Nullable String maskedPhone,
            String divisionCode,
            String divisionName,
            String handle,
            List<String> unfinished) {}

    private final Database database;
    private final Sessions sessions;
    private final Handles handles;
    private final Slips slips;
    private final InstantSource clock;

    IdentificationDesk(Database database, Sessions sessions, Handles handles, Slips slips, InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.handles = handles;
        this.slips = slips;
        this.clock = clock;
    }

    Call.Reply identify(Call<Body.Identify> call) {
        Body.Credential card = call.body().credential();
        Optional<Citizen> found = database.read(db -> Register.byNumber(db, card.kind(), card.number()));
        if (found.isEmpty()) {
            return Call.Reply.refused(Refusal.PERSON_UNKNOWN);
        }
        Citizen citizen = found.get();
        return identified(call, citizen, Evidence.ID_CARD, objection(citizen, card));
    }

    Call.Reply identifyBySocialCard(Call<Body.IdentifyBySocialCard> call) {
        Body.SocialCard card = call.body().card();
        Optional<Citizen> found = database.read(db -> Register.byAnyNumber(db, card.number()));
        if (found.isEmpty()) {
            return Call.Reply.refused(Refusal.PERSON_UNKNOWN);
        }
        Citizen citizen = found.get();
        Optional<SocialCard> registered = database.read(db -> Register.socialCard(db, citizen));
        return identified(call, citizen, Evidence.SOCIAL_SECURITY_CARD, objection(citizen, card, registered));
    }

    /** Opens a session, if there is nothing against it. */
    private Call.Reply identified(Call<?> call, Citizen citizen, Evidence by, Optional<Refusal> objection) {
        if (objection.isPresent()) {
            return Call.Reply.refused(objection.get(), citizen.id());
        }
        return database.write(db -> opened(db, new Holder(citizen, Shown.only(by), null), call.terminal()));
    }

    /** A code is used up in the same transaction that opens the session. */
    Call.Reply identifyByCode(Call<Body.IdentifyByCode> call) {
        return database.write(db -> {
            CodeBook.Redeemed redeemed = CodeBook.redeem(db, call.body().code(), call.terminal(), clock.millis());
            if (redeemed instanceof CodeBook.Redeemed.Of of) {
                Citizen citizen = Register.byId(db, of.person()).orElseThrow();
                Evidence by = of.signed() ? Evidence.ZIZHU_CODE : Evidence.QR_CREDENTIAL;
                return opened(db, new Holder(citizen, Shown.only(by), null), call.terminal());
            }
            CodeBook.Redeemed.Not not = (CodeBook.Redeemed.Not) redeemed;
            return new Call.Reply(new Answer.Refused(refusal(not.why())), not.person());
        });
    }

    static Refusal refusal(CodeBook.Why why) {
        return switch (why) {
            case NOT_RECOGNISED -> Refusal.QR_NOT_RECOGNISED;
            case WRONG_KIND -> Refusal.QR_WRONG_KIND;
            case REVOKED -> Refusal.QR_REVOKED;
            case OTHER_TERMINAL -> Refusal.QR_OTHER_TERMINAL;
            case EXPIRED -> Refusal.QR_EXPIRED;
            case REPLAYED -> Refusal.QR_REPLAYED;
        };
    }

    /** A new session. */
    Call.Reply opened(Connection db, Holder holder, String terminal) throws SQLException {
        Citizen citizen = holder.citizen();
        Identified identified = new Identified(
                sessions.open(db, holder, terminal),
                citizen.maskedName(),
                citizen.maskedNumber(),
                citizen.maskedPhone(),
                citizen.division().code(),
                citizen.division().city() + citizen.division().name(),
                handles.of(citizen, terminal),
                holder.agent() == null ? slips.unfinished(db, citizen.id()) : List.of());
        return new Call.Reply(new Answer.Given(200, Json.write(identified)), holder);
    }

    Call.Reply end(Call<Body.OfSession> call) {
        return database.write(db -> {
            Optional<Holder> holder = sessions.holder(db, call.body().session(), call.terminal());
            sessions.end(db, call.body().session(), call.terminal());
            return holder.map(known -> new Call.Reply(new Answer.Noted(), known))
                    .orElseGet(() -> new Call.Reply(new Answer.Noted(), null, null));
        });
    }

    /** Whose card it is comes first: nobody learns of another's card that it is lost. */
    private Optional<Refusal> objection(Citizen citizen, Body.Credential card) {
        LocalDate until = card.validUntil() == null ? null : LocalDate.parse(card.validUntil());
        if (!citizen.name().equals(card.name())
                || !citizen.birth().equals(LocalDate.parse(card.birth()))
                || !Objects.equals(citizen.validUntil(), until)) {
            return Optional.of(Refusal.DATA_MISMATCH);
        }
        if (citizen.lost()) {
            return Optional.of(Refusal.CARD_LOST);
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
        return until != null && today.isAfter(until) ? Optional.of(Refusal.CARD_EXPIRED) : Optional.empty();
    }

    /** Of a card that was replaced it does not matter any more that it has expired or was lost. */
    private Optional<Refusal> objection(Citizen citizen, Body.SocialCard card, Optional<SocialCard> registered) {
        if (!citizen.name().equals(card.name())) {
            return Optional.of(Refusal.DATA_MISMATCH);
        }
        boolean current = registered
                .map(now -> card.cardNumber() == null || now.number().equals(card.cardNumber()))
                .orElse(false);
        if (!current) {
            return Optional.of(Refusal.SOCIAL_CARD_REPLACED);
        }
        if (registered.get().lost()) {
            return Optional.of(Refusal.SOCIAL_CARD_LOST);
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
        return today.isAfter(registered.get().validUntil())
                ? Optional.of(Refusal.SOCIAL_CARD_EXPIRED)
                : Optional.empty();
    }
}
