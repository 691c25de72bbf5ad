package org.zizhu.kiosk.step;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.zizhu.kiosk.identity.qr.QrClaims;
import org.zizhu.kiosk.identity.qr.QrKind;
import org.zizhu.kiosk.identity.qr.QrRefusal;
import org.zizhu.kiosk.identity.qr.QrVerdict;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Booking;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.step.Showing.Outcome;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.Unit;
import org.zizhu.kiosk.visit.VisitOver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who has booked says that they are here (签到). The code is verified here; the platform is told by the outbox, so that
 * who comes while it can't be reached is in time all the same.
 */
final class CheckIn {

    private static final Set<QrKind> WANTED = Set.of(QrKind.BOOKING);

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Matter matter;
    private final byte[] code;

    CheckIn(Matter matter, byte[] code) {
        this.matter = matter;
        this.code = code;
    }

    Optional<Outcome> perform() throws VisitOver {
        QrVerdict looked = matter.unit().codes().look(code, WANTED);
        if (looked instanceof QrVerdict.Refused refused) {
            return refused(refused.why());
        }
        QrClaims claims = ((QrVerdict.Accepted) looked).claims();
        matter.desk()
                .show(new Screen.Working(
                        Text.of("正在签到", "Checking you in"),
                        List.of(Text.of("核验预约码", "Verify the code"), Text.of("查询预约", "Fetch your booking")),
                        1));
        Answer<Booking> booked =
                matter.desk().await(matter.unit().platform().booking(matter.context(), claims.subject()));
        if (booked instanceof Answer.Refused<Booking>) {
            return Recognition.after(TroubleTalk.askFor(matter, booked, booked.code(), false));
        }
        // Told first: if the power goes in between, the code can be shown again, and telling twice is telling once. A
        // code that
        // the platform does not know is not used up.
        tell(claims.subject());
        var unused = matter.unit().codes().accept(code, WANTED);
        matter.desk()
                .ask(
                        booked instanceof Answer.Given<Booking> given
                                ? checkedIn(given.value())
                                : checkedInUntold(claims));
        return Optional.of(Outcome.SHOWN);
    }

    /** Who came at another time sees when it would have been: the code says it, and is genuine. */
    private Optional<Outcome> refused(QrRefusal why) throws VisitOver {
        Optional<QrClaims> booked = matter.unit().codes().said(code);
        boolean untimely = why == QrRefusal.NOT_YET_VALID || why == QrRefusal.EXPIRED;
        if (!untimely || booked.isEmpty()) {
            return Recognition.after(TroubleTalk.askFor(matter, trouble(why), false));
        }
        String span = span(booked.get().notBefore(), booked.get().expires());
        Text known = Text.of("可签到时间：" + span, "Check-in: " + span);
        return Recognition.after(TroubleTalk.askFor(matter, trouble(why), known, false));
    }

    /** What a citizen is told of a code is another thing where a time and a place were agreed upon. */
    private static String trouble(QrRefusal why) {
        return switch (why) {
            case NOT_YET_VALID -> "booking-too-early";
            case EXPIRED -> "booking-too-late";
            case OTHER_TERMINAL -> "booking-elsewhere";
            case REPLAYED -> "booking-checked-in";
            default -> why.code();
        };
    }

    private void tell(String number) {
        Map<String, Object> body = new TreeMap<>();
        body.put("context", matter.context());
        body.put("number", number);
        body.put("at", matter.unit().clock().instant().toString());
        matter.unit()
                .journal()
                .tell(Message.to(
                        "/v1/bookings/checkin",
                        "booking:" + number,
                        JsonMapper.shared().writeValueAsString(body)));
    }

    private static Screen checkedIn(Booking booking) {
        List<Screen.Line> lines = new ArrayList<>();
        lines.add(new Screen.Line(Text.of("事项", "Service"), booking.itemName()));
        lines.add(new Screen.Line(Text.of("时间", "Time"), Text.same(span(booking.starts(), booking.ends()))));
        lines.add(new Screen.Line(Text.of("窗口", "Counter"), booking.counter()));
        lines.add(new Screen.Line(Text.of("地点", "Place"), Text.same(booking.place())));
        lines.add(new Screen.Line(Text.of("预约号", "Booking"), Text.same(booking.number())));
        return screen(
                Text.of(
                        "请在" + booking.counter().chinese() + "附近等候叫号",
                        "Please wait near " + booking.counter().english().toLowerCase(Locale.ROOT) + " to be called"),
                lines);
    }

    /** What the code itself says. */
    private static Screen checkedInUntold(QrClaims claims) {
        return screen(
                Text.of(
                        "已记下您来了，联网后自动告知窗口。事项和窗口请看手机上的预约",
                        "That you are here is noted, and the counter is told once the line is back. Service and counter are on"
                                + " your phone"),
                List.of(
                        new Screen.Line(Text.of("预约号", "Booking"), Text.same(claims.subject())),
                        new Screen.Line(
                                Text.of("可签到时间", "Check-in"), Text.same(span(claims.notBefore(), claims.expires())))));
    }

    private static Screen screen(Text explanation, List<Screen.Line> lines) {
        return new Screen.Confirmation(
                Text.of("签到成功", "You are checked in"),
                explanation,
                lines,
                List.of(Choice.strong("知道了", "Done", new Action.Confirm())));
    }

    private static String span(Instant from, Instant until) {
        return DAY_AND_TIME.format(from.atZone(Unit.ZONE)) + " – " + TIME.format(until.atZone(Unit.ZONE));
    }
}
