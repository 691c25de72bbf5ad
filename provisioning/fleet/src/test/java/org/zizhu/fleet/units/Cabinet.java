package org.zizhu.fleet.units;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a simulated unit has, how it stands with it, and what it tells of that, as contract.md §5 has it. It remembers what it has told last, so that
 * it tells on change only. For one thread at a time.
 */
final class Cabinet {

    /** What may be wrong with a unit. */
    enum Trouble {
        PAPER_OUT,
        PRINTER_JAMMED,
        RECEIPTS_OUT,
        READER_LOST,
        PLATFORM_DOWN,
        STUCK
    }

    /** What citizens come for, and the devices that it needs; all of it needs the platform. */
    private static final Map<String, List<String>> SERVICES = new LinkedHashMap<>();

    private static final String READER = "id-card-reader";
    private static final String PRINTER = "document-printer";
    private static final String RECEIPTS = "receipt-printer";
    private static final String PLATFORM = "platform";

    static {
        SERVICES.put("insurance-certificate", List.of(READER, PRINTER));
        SERVICES.put("contribution-query", List.of(READER));
        SERVICES.put("case-progress", List.of(READER));
        SERVICES.put("annual-statement", List.of(READER, PRINTER));
        SERVICES.put("medical-insurance-fee", List.of(READER, RECEIPTS));
        SERVICES.put("business-licence", List.of(READER, PRINTER));
    }

    private static final int FULL_TRAY = 500;
    private static final int LOW_TRAY = 60;

    private final Random random;
    private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
    private final Map<String, String> closedServices = new HashMap<>();
    private final Map<String, Integer> visits = new TreeMap<>();
    private Map<String, String> told = Map.of();
    private String closed = "";
    private int sheets;

    Cabinet(Random random) {
        this.random = random;
        this.sheets = LOW_TRAY + random.nextInt(FULL_TRAY - LOW_TRAY);
    }

    // --- what happens to it -----------------------------------------------------------------------------------------

    /** Somebody comes for something and gets it, or doesn't. An empty tray is filled some visits later, by staff. */
    void visit() {
        String service = List.copyOf(SERVICES.keySet()).get(random.nextInt(SERVICES.size()));
        boolean given = causes(service).isEmpty() && !isClosed(service) && !troubles.contains(Trouble.STUCK);
        visits.merge(service + (given ? ".completed" : ".abandoned"), 1, Integer::sum);
        if (given && SERVICES.get(service).contains(PRINTER)) {
            sheets = sheets == 0 ? FULL_TRAY : Math.max(0, sheets - 1 - random.nextInt(3));
        } else if (sheets == 0 && random.nextInt(5) == 0) {
            sheets = FULL_TRAY;
        }
    }

    void begin(Trouble trouble) {
        troubles.add(trouble);
    }

    void end(Trouble trouble) {
        troubles.remove(trouble);
    }

    /** @param reason keyword; empty: it is open again */
    void close(String reason) {
        closed = reason;
    }

    void closeService(String service, String reason) {
        closedServices.put(service, reason);
    }

    void openService(String service) {
        closedServices.remove(service);
    }

    boolean hasDevice(String device) {
        return List.of(READER, PRINTER, RECEIPTS).contains(device);
    }

    boolean hasService(String service) {
        return SERVICES.containsKey(service);
    }

    // --- what it tells ----------------------------------------------------------------------------------------------

    /** The facts that have changed since they were told. */
    List<String> changes() {
        Map<String, String> now = facts();
        List<String> changed = new ArrayList<>();
        now.forEach((thing, fact) -> {
            if (!fact.equals(told.get(thing))) {
                changed.add("{\"kind\":\"" + thing.substring(0, thing.indexOf(' ')) + "\"," + fact + "}");
            }
        });
        told = now;
        return changed;
    }

    /** All of it. */
    String snapshot() {
        told = facts();
        return "{\"kind\":\"snapshot\",\"unit\":{" + told.get("unit -") + "},\"devices\":" + list("device")
                + ",\"links\":" + list("link") + ",\"services\":" + list("service") + "}";
    }

    String telemetry() {
        StringBuilder readings = new StringBuilder("\"paper.left\":" + paper());
        visits.forEach((outcome, count) ->
                readings.append(",\"visits.").append(outcome).append("\":").append(count));
        return "{\"kind\":\"telemetry\",\"readings\":{" + readings + "}}";
    }

    private String list(String kind) {
        return told.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind + " "))
                .map(entry -> "{" + entry.getValue() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("unit -", unit());
        facts.put(
                "device " + READER,
                troubles.contains(Trouble.READER_LOST)
                        ? device(READER, "offline", "no-answer", "")
                        : device(READER, "online", "", ""));
        facts.put("device " + PRINTER, printer());
        facts.put(
                "device " + RECEIPTS,
                device(
                        RECEIPTS,
                        "online",
                        troubles.contains(Trouble.RECEIPTS_OUT) ? "receipt-roll-out" : "",
                        ",\"supplies\":{\"receiptRoll\":\"" + (troubles.contains(Trouble.RECEIPTS_OUT) ? "out" : "full")
                                + "\"}"));
        facts.put(
                "link " + PLATFORM,
                "\"link\":\"" + PLATFORM + "\",\"state\":\""
                        + (troubles.contains(Trouble.PLATFORM_DOWN) ? "down\",\"reason\":\"no-route\"" : "up\""));
        SERVICES.keySet().forEach(service -> facts.put("service " + service, service(service)));
        return facts;
    }

    private String unit() {
        if (troubles.contains(Trouble.STUCK)) {
            return "\"state\":\"stuck\"";
        }
        if (!closed.isEmpty()) {
            return "\"state\":\"outOfService\",\"reason\":\"" + closed + "\"";
        }
        return SERVICES.keySet().stream().noneMatch(service -> causes(service).isEmpty())
                ? "\"state\":\"outOfService\",\"reason\":\"not-ready\""
                : "\"state\":\"inService\"";
    }

    private String printer() {
        boolean jammed = troubles.contains(Trouble.PRINTER_JAMMED);
        String level = paper() == 0 ? "out" : paper() < LOW_TRAY ? "low" : "full";
        return device(
                PRINTER,
                jammed ? "hardwareError" : "online",
                jammed ? "paper-jam" : paper() == 0 ? "paper-out" : "",
                ",\"media\":\"" + (jammed ? "jammed" : "notPresent") + "\",\"supplies\":{\"paper\":\"" + level
                        + "\",\"toner\":\"full\"}");
    }

    private int paper() {
        return troubles.contains(Trouble.PAPER_OUT) ? 0 : sheets;
    }

    private static String device(String name, String state, String reason, String more) {
        return String.format(
                Locale.ROOT,
                "\"device\":\"%s\",\"class\":\"%s\",\"state\":\"%s\",\"reasons\":[%s]%s",
                name,
                name,
                state,
                reason.isEmpty() ? "" : "\"" + reason + "\"",
                more);
    }

    private boolean isClosed(String service) {
        return !closed.isEmpty() || closedServices.containsKey(service);
    }

    private String service(String service) {
        List<String> causes = causes(service);
        String closing = closed.isEmpty() ? closedServices.getOrDefault(service, "") : closed;
        if (!closing.isEmpty()) {
            causes = List.of("{\"kind\":\"unit\",\"name\":\"centre\",\"reason\":\"" + closing + "\"}");
        }
        String state = !closing.isEmpty() ? "closed" : causes.isEmpty() ? "available" : "unavailable";
        return "\"service\":\"" + service + "\",\"state\":\"" + state + "\",\"causes\":[" + String.join(",", causes)
                + "]";
    }

    private List<String> causes(String service) {
        List<String> causes = new ArrayList<>();
        List<String> needs = SERVICES.get(service);
        if (needs.contains(READER) && troubles.contains(Trouble.READER_LOST)) {
            causes.add(cause("device", READER, "no-answer"));
        }
        if (needs.contains(PRINTER) && troubles.contains(Trouble.PRINTER_JAMMED)) {
            causes.add(cause("device", PRINTER, "paper-jam"));
        } else if (needs.contains(PRINTER) && paper() == 0) {
            causes.add(cause("device", PRINTER, "paper-out"));
        }
        if (needs.contains(RECEIPTS) && troubles.contains(Trouble.RECEIPTS_OUT)) {
            causes.add(cause("device", RECEIPTS, "receipt-roll-out"));
        }
        if (troubles.contains(Trouble.PLATFORM_DOWN)) {
            causes.add(cause("link", PLATFORM, "no-route"));
        }
        return causes;
    }

    private static String cause(String kind, String name, String reason) {
        return "{\"kind\":\"" + kind + "\",\"name\":\"" + name + "\",\"reason\":\"" + reason + "\"}";
    }
}
