package org.zizhu.platform.api;

import java.time.InstantSource;
import java.util.Optional;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.people.Citizen;
import org.zizhu.platform.phone.PhoneMessages;
import org.zizhu.platform.store.Database;

/** Sends a code to the phone on record, and checks what was typed in. */
final class PhoneDesk {

    private record Sent(String maskedPhone, long validSeconds, long againAfterSeconds, int tries) {}

    private final Database database;
    private final Sessions sessions;
    private final PhoneCodes codes;
    private final PhoneMessages messages;
    private final InstantSource clock;

    PhoneDesk(Database database, Sessions sessions, PhoneMessages messages, InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.codes = new PhoneCodes(clock);
        this.messages = messages;
        this.clock = clock;
    }

    Call.Reply send(Call<Body.OfSession> call) {
        String session = call.body().session();
        Optional<Holder> found = database.read(db -> sessions.holder(db, session, call.terminal()));
        if (found.isEmpty()) {
            return Call.Reply.refused(Refusal.SESSION_EXPIRED);
        }
        Citizen citizen = found.get().citizen();
        String phone = citizen.phone();
        String masked = citizen.maskedPhone();
        if (phone == null || masked == null) {
            return Call.Reply.refused(Refusal.NO_PHONE_ON_RECORD, found.get());
        }
        Optional<String> code = codes.next(session, citizen.id());
        if (code.isEmpty()) {
            return Call.Reply.refused(Refusal.CODE_TOO_SOON, found.get());
        }
        messages.send(new PhoneMessages.Message(citizen.id(), phone, clock.instant(), words(call.body(), code.get())));
        Sent sent = new Sent(masked, PhoneCodes.LIFE.toSeconds(), PhoneCodes.BETWEEN.toSeconds(), PhoneCodes.TRIES);
        return new Call.Reply(new Answer.Given(200, Json.write(sent)), found.get());
    }

    Call.Reply check(Call<Body.PhoneCode> call) {
        String session = call.body().session();
        return database.write(db -> {
            Optional<Holder> found = sessions.holder(db, session, call.terminal());
            if (found.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            Optional<Refusal> wrong = codes.check(session, call.body().code());
            if (wrong.isPresent()) {
                return Call.Reply.refused(wrong.get(), found.get());
            }
            sessions.show(db, session, Evidence.PHONE_CODE, null);
            return new Call.Reply(
                    new Answer.Noted(),
                    sessions.holder(db, session, call.terminal()).orElseThrow());
        });
    }

    /** Says where and what for, so that whoever is not there knows that somebody else is. */
    private static Text words(Body.OfSession asked, String code) {
        Body.Context context = asked.context();
        return new Text(
                "【政务自助】验证码 " + code + "，5 分钟内有效。您正在" + context.place() + "办理“" + context.itemName()
                        + "”。如非本人操作，请勿告诉他人。",
                "[Public Services] Your code is " + code + ", valid for 5 minutes, for a request at "
                        + context.terminal() + ". If that is not you, tell it to nobody.");
    }
}
