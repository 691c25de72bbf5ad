package org.zizhu.platform.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.due.Due;
import org.zizhu.platform.due.DueKind;
import org.zizhu.platform.due.DueRegister;
import org.zizhu.platform.due.Household;
import org.zizhu.platform.store.Database;

/** Says what is due: to a person who has identified what they owe, to anybody what a household of that number does. */
final class DueDesk {

    private record Detail(Text label, Text value) {}

    private record Owed(
            String id,
            DueKind kind,
            Text title,
            long fen,
            Text payee,
            Text what,
            @Nullable String period,
            List<Detail> details) {}

    private record Dues(@Nullable String holder, List<Owed> dues) {}

    private final Database database;
    private final Sessions sessions;

    DueDesk(Database database, Sessions sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    Call.Reply query(Call<Body.QueryDues> call) {
        String household = call.body().household();
        return household == null ? ofPerson(call) : ofHousehold(household, call);
    }

    private Call.Reply ofPerson(Call<Body.QueryDues> call) {
        String session = call.body().session();
        if (session == null) {
            throw new IllegalStateException("the body allows either");
        }
        return database.read(db -> {
            Optional<Holder> holder = sessions.holder(db, session, call.terminal());
            if (holder.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            Optional<Refusal> objection =
                    ItemRule.of(call.body().context().itemCode()).objection(holder.get());
            if (objection.isPresent()) {
                return Call.Reply.refused(objection.get(), holder.get());
            }
            List<Due> open = DueRegister.open(
                    db, holder.get().citizen().id(), call.body().kinds());
            return new Call.Reply(answer(null, open), holder.get());
        });
    }

    private Call.Reply ofHousehold(String number, Call<Body.QueryDues> call) {
        return database.read(db -> {
            Optional<Household> household = DueRegister.household(db, number);
            if (household.isEmpty()) {
                return Call.Reply.refused(Refusal.HOUSEHOLD_UNKNOWN);
            }
            List<Due> bills = household.get().bills().stream()
                    .filter(bill -> call.body().kinds().contains(bill.kind()))
                    .toList();
            return new Call.Reply(answer(household.get().maskedHolder(), bills), null, null);
        });
    }

    private static Answer answer(@Nullable String holder, List<Due> dues) {
        return new Answer.Given(
                200,
                Json.write(new Dues(holder, dues.stream().map(DueDesk::owed).toList())));
    }

    private static Owed owed(Due due) {
        return new Owed(
                due.id(),
                due.kind(),
                due.title(),
                due.fen(),
                due.payee(),
                due.what(),
                due.period(),
                due.details().stream()
                        .filter(detail -> !detail.value().equals(due.title()))
                        .map(detail -> new Detail(detail.label(), detail.value()))
                        .toList());
    }
}
