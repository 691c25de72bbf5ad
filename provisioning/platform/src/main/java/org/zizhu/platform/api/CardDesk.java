package org.zizhu.platform.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.zizhu.platform.collection.NewCard;
import org.zizhu.platform.collection.NewCardRegister;
import org.zizhu.platform.store.Database;

/** Says which new card waits for somebody in a terminal, and hears what became of it. A card works only when its holder has it. */
final class CardDesk {

    private record Waiting(String handle, String match) {}

    private final Database database;
    private final Sessions sessions;
    private final InstantSource clock;

    CardDesk(Database database, Sessions sessions, InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    Call.Reply query(Call<Body.OfSession> call) {
        return database.read(db -> {
            Optional<Holder> holder = sessions.holder(db, call.body().session(), call.terminal());
            if (holder.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            Optional<Refusal> objection =
                    ItemRule.of(call.body().context().itemCode()).objection(holder.get());
            if (objection.isPresent()) {
                return Call.Reply.refused(objection.get(), holder.get());
            }
            Optional<NewCard> card =
                    NewCardRegister.of(db, holder.get().citizen().id());
            if (card.isEmpty() || card.get().state() == NewCard.State.ACTIVE) {
                return Call.Reply.refused(Refusal.CARD_NONE_WAITING, holder.get());
            }
            if (!card.get().terminal().equals(call.terminal())) {
                return Call.Reply.refused(Refusal.CARD_ELSEWHERE, holder.get());
            }
            if (card.get().state() != NewCard.State.WAITING) {
                boolean retained = card.get().state() == NewCard.State.RETAINED;
                return Call.Reply.refused(retained ? Refusal.CARD_RETAINED : Refusal.CARD_UNSETTLED, holder.get());
            }
            String match =
                    NewCardRegister.match(card.get(), holder.get().citizen().number());
            return new Call.Reply(
                    new Answer.Given(200, Json.write(new Waiting(card.get().handle(), match))), holder.get());
        });
    }

    Call.Reply delivery(Call<Body.CardDelivery> call) {
        String request = "card " + call.number() + " " + Json.write(call.body());
        return database.write(db -> {
            Optional<NewCard> card = NewCardRegister.byHandle(db, call.number())
                    .filter(found -> found.terminal().equals(call.terminal()));
            if (card.isEmpty()) {
                return Call.Reply.refused(Refusal.CARD_UNKNOWN);
            }
            String person = card.get().person();
            Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), request);
            if (earlier.isPresent()) {
                return new Call.Reply(earlier.get(), person);
            }
            if (card.get().state() == NewCard.State.ACTIVE) {
                return Call.Reply.refused(Refusal.DELIVERY_SETTLED, person);
            }
            note(db, card.get(), call.body());
            Answer noted = new Answer.Noted();
            Answered.remember(db, call.terminal(), call.key(), request, noted, clock.millis());
            return new Call.Reply(noted, person);
        });
    }

    private void note(Connection db, NewCard card, Body.CardDelivery told) throws SQLException {
        switch (told.fact()) {
            case TAKEN ->
                NewCardRegister.activate(db, card, LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8)));
            case RETAINED -> NewCardRegister.become(db, card, NewCard.State.RETAINED);
            case UNKNOWN -> NewCardRegister.become(db, card, NewCard.State.UNSETTLED);
            case NOT_DISPENSED -> {
                // It waits where it was.
            }
        }
        for (String digest : told.wrong()) {
            NewCardRegister.retained(db, card.terminal(), digest);
        }
    }
}
