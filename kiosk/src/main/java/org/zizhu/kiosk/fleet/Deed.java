package org.zizhu.kiosk.fleet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the centre can ask this unit to do; contract.md §6. */
sealed interface Deed {

    record Restart() implements Deed {}

    /** @param reason a keyword */
    record CloseUnit(String reason) implements Deed {}

    record OpenUnit() implements Deed {}

    record CloseService(String service, String reason) implements Deed {}

    record OpenService(String service) implements Deed {}

    record SelfTest(String device) implements Deed {}

    record PowerCycle(String device) implements Deed {}

    /** The only text that comes from the centre; it goes to citizens. */
    record ShowNotice(String zh, String en, long forMs) implements Deed {}

    /** To a count of staff that differs from the books: the centre is the second one to agree. Both numbers are what they have told the centre. */
    record AgreeDifference(String store, int counted, int countedBin) implements Deed {}

    /** The unit's own log, masked. */
    record FetchLogs(int hours) implements Deed {}

    /** What is on the display, while nobody is served. */
    record Screenshot() implements Deed {}

    int MOST_HOURS = 72;
    int MOST_CHARACTERS = 200;

    /** A year: who means longer puts up a sign. */
    long LONGEST_NOTICE_MS = 365L * 24 * 3_600_000;

    /** By name on the wire. */
    Map<String, Class<? extends Deed>> NAMES = names();

    private static Map<String, Class<? extends Deed>> names() {
        Map<String, Class<? extends Deed>> names = new LinkedHashMap<>();
        names.put("restart", Restart.class);
        names.put("close-unit", CloseUnit.class);
        names.put("open-unit", OpenUnit.class);
        names.put("close-service", CloseService.class);
        names.put("open-service", OpenService.class);
        names.put("self-test", SelfTest.class);
        names.put("power-cycle", PowerCycle.class);
        names.put("show-notice", ShowNotice.class);
        names.put("agree-difference", AgreeDifference.class);
        names.put("fetch-logs", FetchLogs.class);
        names.put("screenshot", Screenshot.class);
        return names;
    }

    /** Empty, if the arguments are not as they should be. */
    static Optional<Deed> read(String name, JsonNode arguments) {
        @Nullable Class<? extends Deed> type = NAMES.get(name);
        return type == null
                ? Optional.empty()
                : Wire.read(arguments, type).map(deed -> (Deed) deed).filter(Deed::sound);
    }

    private static boolean sound(Deed deed) {
        if (deed instanceof CloseUnit close) {
            return Wire.isKeyword(close.reason);
        }
        if (deed instanceof CloseService close) {
            return Wire.isKeyword(close.service) && Wire.isKeyword(close.reason);
        }
        if (deed instanceof ShowNotice notice) {
            return says(notice.zh) && says(notice.en) && notice.forMs > 0 && notice.forMs <= LONGEST_NOTICE_MS;
        }
        if (deed instanceof AgreeDifference agree) {
            return Wire.isKeyword(agree.store) && agree.counted >= 0 && agree.countedBin >= 0;
        }
        if (deed instanceof FetchLogs logs) {
            return logs.hours >= 1 && logs.hours <= MOST_HOURS;
        }
        return true;
    }

    private static boolean says(String text) {
        return !text.isBlank() && text.length() <= MOST_CHARACTERS;
    }
}
