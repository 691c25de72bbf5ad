package org.zizhu.platform.api;

import java.util.Optional;
import java.util.function.Predicate;
import org.zizhu.platform.store.Database;

/** Hears what a person has shown that only the terminal can see, and what they had shown in an earlier session. */
final class EvidenceDesk {

    private final Database database;
    private final Sessions sessions;
    private final Predicate<String> staffRevoked;

    /** @param staffRevoked whether the staff certificate of a serial number has been revoked */
    EvidenceDesk(Database database, Sessions sessions, Predicate<String> staffRevoked) {
        this.database = database;
        this.sessions = sessions;
        this.staffRevoked = staffRevoked;
    }

    Call.Reply show(Call<Body.ShowEvidence> call) {
        Body.ShowEvidence body = call.body();
        return database.write(db -> {
            Optional<Holder> holder = sessions.holder(db, body.session(), call.terminal());
            if (holder.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            String witness = body.witness();
            if (witness != null && staffRevoked.test(witness)) {
                return Call.Reply.refused(Refusal.STAFF_REVOKED, holder.get());
            }
            sessions.show(db, body.session(), Evidence.valueOf(body.evidence().name()), witness);
            return new Call.Reply(
                    new Answer.Noted(),
                    sessions.holder(db, body.session(), call.terminal()).orElseThrow());
        });
    }

    /** What was shown in the earlier session counts in this one, and the earlier ends: both are the same person's. */
    Call.Reply join(Call<Body.Join> call) {
        return database.write(db -> {
            Optional<Holder> now = sessions.holder(db, call.body().session(), call.terminal());
            Optional<Holder> before = sessions.holder(db, call.body().earlier(), call.terminal());
            if (now.isEmpty() || before.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            boolean same =
                    now.get().citizen().id().equals(before.get().citizen().id());
            if (!same || now.get().agent() != null || before.get().agent() != null) {
                return Call.Reply.refused(Refusal.OTHER_PERSON, now.get());
            }
            for (var one : before.get().shown().witnesses().entrySet()) {
                sessions.show(db, call.body().session(), one.getKey(), one.getValue());
            }
            sessions.end(db, call.body().earlier(), call.terminal());
            return new Call.Reply(
                    new Answer.Noted(),
                    sessions.holder(db, call.body().session(), call.terminal()).orElseThrow());
        });
    }
}
