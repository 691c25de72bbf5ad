package org.zizhu.bench.pilot;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the citizen in software has come for.
 *
 * @param item as the script calls it: certificate, query, progress, statement
 * @param citizen who it is, by the bench's id or by number
 * @param by what they show
 * @param english in English rather than Chinese
 */
public record Errand(String item, String citizen, By by, boolean english, boolean largeType) {

    /** The catalogue's item for each. */
    private static final Map<String, String> CATALOGUE_ITEMS = Map.of(
            "certificate", "insurance-certificate",
            "query", "contribution-query",
            "progress", "case-progress",
            "statement", "annual-statement");

    /** Who comes unless another is named, where that is not somebody of the item's own name. */
    private static final Map<String, String> CITIZENS = Map.of("statement", "certificate");

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
            throw new IllegalArgumentException("--script takes certificate, query, progress or statement");
        }
        if ((by == By.PHONE_CODE || by == By.FACE) && !item.equals("statement")) {
            throw new IllegalArgumentException(
                    "--by phone-code and --by face are for statement: nothing else asks for more than a card");
        }
        return new Errand(item, citizen.orElse(CITIZENS.getOrDefault(item, item)), by, english, largeType);
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
