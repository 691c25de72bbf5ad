package org.zizhu.platform.api;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.collection.Box;
import org.zizhu.platform.collection.BoxRegister;
import org.zizhu.platform.document.VerificationCode;
import org.zizhu.platform.qr.CodeBook;
import org.zizhu.platform.qr.CodeKind;
import org.zizhu.platform.store.Database;

/** Says which boxes of a terminal hold something for somebody, keeps free ones for what is brought, and hears what came of opening them. */
final class LockerDesk {

    private record BoxShown(String handle, int box, Text what) {}

    private record BoxesShown(List<BoxShown> boxes) {}

    private final Database database;
    private final Sessions sessions;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    LockerDesk(Database database, Sessions sessions, InstantSource clock) {
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
            List<Box> boxes = BoxRegister.waiting(
                    db, call.terminal(), holder.get().citizen().id());
            return boxes.isEmpty()
                    ? Call.Reply.refused(Refusal.LOCKER_NOTHING_WAITS, holder.get())
                    : new Call.Reply(shown(boxes), holder.get());
        });
    }

    /** The boxes that hold the result of a case. A code is good until the box is empty. */
    Call.Reply byCode(Call<Body.CaseByCode> call) {
        return database.read(db -> {
            CodeBook.Redeemed looked = CodeBook.look(
                    db, call.body().code(), Set.of(CodeKind.CASE_PICKUP), call.terminal(), clock.millis());
            if (looked instanceof CodeBook.Redeemed.Not not) {
                return new Call.Reply(new Answer.Refused(IdentificationDesk.refusal(not.why())), not.person());
            }
            String person = ((CodeBook.Redeemed.Of) looked).person();
            List<Box> boxes = BoxRegister.waiting(db, call.terminal(), person).stream()
                    .filter(box -> call.body().number().equals(box.caseNumber()))
                    .toList();
            return boxes.isEmpty()
                    ? Call.Reply.refused(Refusal.LOCKER_NOTHING_WAITS, person)
                    : new Call.Reply(shown(boxes), person);
        });
    }

    Call.Reply reserve(Call<Body.OfSession> call) {
        return database.write(db -> {
            Optional<Holder> holder = sessions.holder(db, call.body().session(), call.terminal());
            if (holder.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            Optional<Refusal> objection =
                    ItemRule.of(call.body().context().itemCode()).objection(holder.get());
            if (objection.isPresent()) {
                return Call.Reply.refused(objection.get(), holder.get());
            }
            if (Withdrawals.contain(db, call.terminal(), call.key())) {
                return Call.Reply.refused(Refusal.BOX_RELEASED, holder.get());
            }
            return new Call.Reply(kept(db, call, holder.get()), holder.get());
        });
    }

    private Answer kept(Connection db, Call<Body.OfSession> call, Holder holder) throws SQLException {
        // The session is left out and the person put in: whoever identified anew asks for the same box.
        String request =
                "box " + holder.citizen().id() + " " + Json.write(call.body().context());
        Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), request);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<Box> box = BoxRegister.keep(
                db,
                call.terminal(),
                "BOX-" + VerificationCode.draw(random),
                holder.citizen().id(),
                new Text("提交的材料", "Documents handed in"),
                call.key());
        if (box.isEmpty()) {
            return new Answer.Refused(Refusal.LOCKER_FULL);
        }
        Answer answer = new Answer.Given(201, Json.write(shown(box.get())));
        Answered.remember(db, call.terminal(), call.key(), request, answer, clock.millis());
        return answer;
    }

    Call.Reply outcome(Call<Body.BoxOutcome> call) {
        String request = "box-outcome " + call.number() + " " + Json.write(call.body());
        return database.write(db -> {
            Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), request);
            if (earlier.isPresent()) {
                return new Call.Reply(earlier.get(), null, null);
            }
            Optional<Box> box = BoxRegister.byHandle(db, call.terminal(), call.number());
            if (box.isEmpty()) {
                return Call.Reply.refused(Refusal.BOX_UNKNOWN);
            }
            BoxRegister.after(db, box.get(), call.body().fact());
            Answer noted = new Answer.Noted();
            Answered.remember(db, call.terminal(), call.key(), request, noted, clock.millis());
            return new Call.Reply(noted, box.get().person());
        });
    }

    /** Of a box whose number a terminal never learned: should one be kept, it is free again; if not, none will be. */
    Call.Reply release(Call<Body.ReleaseBox> call) {
        return database.write(db -> {
            Withdrawals.enter(db, call.terminal(), call.body().boxKey(), clock.millis());
            BoxRegister.release(db, call.terminal(), call.body().boxKey());
            return new Call.Reply(new Answer.Noted(), null, null);
        });
    }

    private static Answer shown(List<Box> boxes) {
        return new Answer.Given(
                200,
                Json.write(new BoxesShown(boxes.stream().map(LockerDesk::shown).toList())));
    }

    private static BoxShown shown(Box box) {
        return new BoxShown(Objects.requireNonNull(box.handle()), box.box(), Objects.requireNonNull(box.what()));
    }
}
