package org.zizhu.platform.api;

import java.sql.PreparedStatement;
import java.time.InstantSource;
import java.util.Optional;
import org.zizhu.platform.store.Database;

/** Takes reviews (好差评). They carry no person. */
final class ReviewDesk {

    private final Database database;
    private final InstantSource clock;

    ReviewDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Call.Reply review(Call<Body.Review> call) {
        Body.Review review = call.body();
        String request = "review " + Json.write(review);
        Answer answer = database.write(db -> {
            Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), request);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            try (PreparedStatement insert = db.prepareStatement("INSERT INTO review VALUES (NULL, ?, ?, ?, ?, ?, ?)")) {
                insert.setString(1, call.terminal());
                insert.setString(2, review.context().caseNumber());
                insert.setString(3, review.context().itemCode());
                insert.setInt(4, review.level());
                insert.setString(5, String.join(" ", review.reasons()));
                insert.setLong(6, Body.instant(review.at()).toEpochMilli());
                insert.executeUpdate();
            }
            Answer noted = new Answer.Noted();
            Answered.remember(db, call.terminal(), call.key(), request, noted, clock.millis());
            return noted;
        });
        return new Call.Reply(answer, null, null);
    }
}
