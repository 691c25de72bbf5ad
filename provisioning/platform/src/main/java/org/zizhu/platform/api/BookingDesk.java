package org.zizhu.platform.api;

import java.time.InstantSource;
import java.util.Optional;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.booking.Booking;
import org.zizhu.platform.booking.BookingRegister;
import org.zizhu.platform.store.Database;

/**
 * Says what was booked, and notes who has come. A terminal has verified the code of whoever shows one; the number in it is a
 * handle that nobody guesses.
 */
final class BookingDesk {

    private record Booked(String number, Text itemName, String place, Text counter, String starts, String ends) {}

    private final Database database;
    private final InstantSource clock;

    BookingDesk(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    Call.Reply query(Call<Body.OfBooking> call) {
        String number = call.body().number();
        return database.read(db -> {
            Optional<Booking> booking = BookingRegister.byNumber(db, number);
            return booking.isEmpty()
                    ? Call.Reply.refused(Refusal.BOOKING_UNKNOWN)
                    : new Call.Reply(
                            new Answer.Given(200, Json.write(booked(booking.get()))),
                            BookingRegister.holder(db, number).orElse(null));
        });
    }

    Call.Reply checkIn(Call<Body.CheckIn> call) {
        Body.CheckIn told = call.body();
        String request = "check-in " + Json.write(told);
        return database.write(db -> {
            Optional<String> holder = BookingRegister.holder(db, told.number());
            if (holder.isEmpty()) {
                return Call.Reply.refused(Refusal.BOOKING_UNKNOWN);
            }
            Optional<Answer> earlier = Answered.earlier(db, call.terminal(), call.key(), request);
            if (earlier.isPresent()) {
                return new Call.Reply(earlier.get(), holder.get());
            }
            BookingRegister.checkIn(db, told.number(), call.terminal(), Body.instant(told.at()));
            Answer noted = new Answer.Noted();
            Answered.remember(db, call.terminal(), call.key(), request, noted, clock.millis());
            return new Call.Reply(noted, holder.get());
        });
    }

    private static Booked booked(Booking booking) {
        return new Booked(
                booking.number(),
                booking.item().title(),
                booking.place(),
                new Text(booking.counter() + " 号窗口", "Counter " + booking.counter()),
                booking.starts().toString(),
                booking.ends().toString());
    }
}
