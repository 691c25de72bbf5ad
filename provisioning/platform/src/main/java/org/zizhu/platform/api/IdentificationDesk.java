package org.zizhu.platform.api;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.zizhu.platform.people.Citizen;
import org.zizhu.platform.people.Register;
import org.zizhu.platform.store.Database;

/** Checks a card against the register and opens a session. */
final class IdentificationDesk {

    private record Identified(String session, String maskedName, String divisionCode, String divisionName) {}

    private final Database database;
    private final Sessions sessions;
    private final InstantSource clock;

    IdentificationDesk(Database database, Sessions sessions, InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    Call.Reply identify(Call<Body.Identify> call) {
        Body.Credential card = call.body().credential();
        Optional<Citizen> found = database.read(db -> Register.byNumber(db, card.kind(), card.number()));
        if (found.isEmpty()) {
            return Call.Reply.refused(Refusal.PERSON_UNKNOWN);
        }
        Citizen citizen = found.get();
        Optional<Refusal> objection = objection(citizen, card);
        if (objection.isPresent()) {
            return Call.Reply.refused(objection.get(), citizen.id());
        }
        String token = database.write(db -> sessions.open(db, citizen, call.terminal()));
        Identified identified = new Identified(
                token,
                citizen.maskedName(),
                citizen.division().code(),
                citizen.division().city() + citizen.division().name());
        return new Call.Reply(new Answer.Given(200, Json.write(identified)), citizen.id());
    }

    Call.Reply end(Call<Body.OfSession> call) {
        String person = database.write(db -> {
            Optional<Citizen> citizen = sessions.citizen(db, call.body().session(), call.terminal());
            sessions.end(db, call.body().session(), call.terminal());
            return citizen.map(Citizen::id).orElse("");
        });
        return new Call.Reply(new Answer.Noted(), person.isEmpty() ? null : person);
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
}
