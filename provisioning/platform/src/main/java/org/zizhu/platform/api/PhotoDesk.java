package org.zizhu.platform.api;

import java.util.Optional;
import org.zizhu.platform.people.Photos;
import org.zizhu.platform.store.Database;

/** Gives the photo on record of whoever the session is for, and of nobody else: for one comparison, on the terminal. */
final class PhotoDesk {

    private final Database database;
    private final Sessions sessions;
    private final Photos photos;

    PhotoDesk(Database database, Sessions sessions, Photos photos) {
        this.database = database;
        this.sessions = sessions;
        this.photos = photos;
    }

    Call.Reply photo(Call<Body.OfSession> call) {
        Optional<Holder> found =
                database.read(db -> sessions.holder(db, call.body().session(), call.terminal()));
        if (found.isEmpty()) {
            return Call.Reply.refused(Refusal.SESSION_EXPIRED);
        }
        return photos.of(found.get().citizen().id())
                .map(jpeg -> new Call.Reply(new Answer.Jpeg(jpeg), found.get()))
                .orElseGet(() -> Call.Reply.refused(Refusal.NO_PHOTO_ON_RECORD, found.get()));
    }
}
