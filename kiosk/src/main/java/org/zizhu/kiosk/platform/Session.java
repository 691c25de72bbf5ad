package org.zizhu.kiosk.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The platform knows the person; later calls carry its opaque token instead of a number.
 *
 * @param maskedName such as 张*三, for screens
 * @param maskedNumber four characters at each end
 * @param maskedPhone the phone on record; null for none
 * @param handle by which this unit may call the person in its records; the same for one person on one day
 * @param unfinished what they have paid and may not have got, at any kiosk: each is as good as a slip of it; the oldest first
 */
public record Session(
        String session,
        String maskedName,
        String maskedNumber,
        @Nullable String maskedPhone,
        String divisionCode,
        String divisionName,
        String handle,
        List<String> unfinished) {

    public Session {
        unfinished = List.copyOf(unfinished);
    }

    @Override
    public String toString() {
        return "Session";
    }
}
