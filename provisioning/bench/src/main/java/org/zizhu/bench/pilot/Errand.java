package org.zizhu.bench.pilot;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the citizen in software has come for.
 *
 * @param item as the script calls it, one of {@link #ITEMS}
 * @param citizen who it is, by the bench's id or by number
 * @param by what they show
 * @param english in English rather than Chinese
 */
public record Errand(String item, String citizen, By by, boolean english, boolean largeType) {

    /** The catalogue's item for each. */
    private static final Map<String, String> CATALOGUE_ITEMS = Map.ofEntries(
            Map.entry("certificate", "insurance-certificate"),
            Map.entry("query", "contribution-query"),
            Map.entry("progress", "case-progress"),
            Map.entry("statement", "annual-statement"),
            Map.entry("extract", "property-statement"),
            Map.entry("insurance", "medical-insurance-fee"),
            Map.entry("fines", "traffic-fine"),
            Map.entry("card", "social-card-collection"),
            Map.entry("pick-up", "locker-collection"),
            Map.entry("deposit", "locker-deposit"),
            Map.entry("licence", "business-licence"),
            Map.entry("water", "water-bill"));

    /** What can be asked for. */
    static final String ITEMS = String.join(", ", new TreeSet<>(CATALOGUE_ITEMS.keySet()));

    /** Who comes where nobody is named, and the item is not somebody's own name: they have, or owe, what it is about. */
    private static final Map<String, String> CITIZENS =
            Map.of("insurance", "query", "water", "query", "pick-up", "progress", "deposit", "progress");

    private static final String ANYBODY = "certificate";

    /** The census has somebody for each. */
    private static final Set<String> NAMESAKES = Set.of("certificate", "query", "progress");

    /** What nobody gets for a card alone. */
    private static final List<String> WITH_PROOF = List.of("card", "statement");

    /**
     * Reads {@code --item ITEM [--person WHO] [--by WAY] [--language zh|en] [--large-type] [--landscape]}.
     *
     * @throws IllegalArgumentException says what is wrong
     */
    public static Errand of(List<String> arguments) {
        String item = "";
        Optional<String> citizen = Optional.empty();
        By by = By.ID_CARD;
        boolean english = false;
        boolean largeType = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--item" -> item = valueOf(argument, rest);
                case "--person" -> citizen = Optional.of(valueOf(argument, rest));
                case "--by" -> {
                    String way = valueOf(argument, rest);
                    by = By.named(way)
                            .orElseThrow(() -> new IllegalArgumentException("--by takes one of " + By.names()));
                }
                case "--language" -> english = english(valueOf(argument, rest));
                case "--large-type" -> largeType = true;
                case "--landscape" -> {
                    // The screen's size has been chosen where the screen was made.
                }
                default -> throw new IllegalArgumentException("does not know " + argument);
            }
        }
        if (!CATALOGUE_ITEMS.containsKey(item)) {
            throw new IllegalArgumentException("--script takes one of " + ITEMS);
        }
        if ((by == By.PHONE_CODE || by == By.FACE) && !WITH_PROOF.contains(item)) {
            throw new IllegalArgumentException("--by phone-code and --by face are for "
                    + String.join(" and ", WITH_PROOF) + ": nothing else asks for more than a card");
        }
        String who = NAMESAKES.contains(item) ? item : CITIZENS.getOrDefault(item, ANYBODY);
        return new Errand(item, citizen.orElse(who), by, english, largeType);
    }

    private static String valueOf(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(argument + " needs a value");
        }
        return rest.next();
    }

    private static boolean english(String language) {
        return switch (language) {
            case "zh" -> false;
            case "en" -> true;
            default -> throw new IllegalArgumentException("--language takes zh or en");
        };
    }

    /** The same as arguments. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--item",
                item,
                "--person",
                citizen,
                "--by",
                by.commandLineName(),
                "--language",
                english ? "en" : "zh"));
        if (largeType) {
            arguments.add("--large-type");
        }
        return arguments;
    }

    /** The item's id in the kiosk's catalogue. */
    public String catalogueItem() {
        return CATALOGUE_ITEMS.getOrDefault(item, item);
    }

    @Override
    public String toString() {
        return "Errand[" + item + "]";
    }
}
