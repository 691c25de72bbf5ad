package org.zizhu.fleet.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The address of a list with what filters it: it can be kept, sent to somebody, and shows them the same as far as they may see it.
 *
 * @param asked what filters, by name; nothing is empty
 */
public record Address(String path, Map<String, String> asked) {

    private static final String PAGE = "page";
    private static final int MOST_PAGES = 1000;

    /** The address that a browser asks for, as far as this list knows it. */
    static Address of(Visit visit, String path, List<String> filters) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String filter : filters) {
            asked.put(filter, visit.asked(filter));
        }
        asked.put(PAGE, visit.asked(PAGE));
        asked.values().removeIf(String::isEmpty);
        return new Address(path, asked);
    }

    /** What filters by this; empty if nothing does. */
    public String get(String filter) {
        return asked.getOrDefault(filter, "");
    }

    /** The same, filtered by that too, from its first page; by anything, if the value is empty. */
    public Address with(String filter, String value) {
        Map<String, String> others = new LinkedHashMap<>(asked);
        others.remove(PAGE);
        others.put(filter, value);
        others.values().removeIf(String::isEmpty);
        return new Address(path, others);
    }

    /** Filtered by that if it was not, and not any more if it was. */
    public Address toggled(String filter, String value) {
        return with(filter, get(filter).equals(value) ? "" : value);
    }

    /** From 1. */
    public int page() {
        String page = get(PAGE);
        return page.matches("[1-9][0-9]{0,3}") ? Math.min(Integer.parseInt(page), MOST_PAGES) : 1;
    }

    public Address at(int page) {
        return with(PAGE, page == 1 ? "" : Integer.toString(page));
    }

    /** The same as a table to be taken along. */
    public Address asTable(String file) {
        return new Address(file, with(PAGE, "").asked);
    }

    @Override
    public String toString() {
        return asked.isEmpty()
                ? path
                : asked.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", path + "?", ""));
    }
}
