package org.zizhu.kiosk.configuration;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zizhu.kiosk.catalogue.Catalogue;
import org.zizhu.kiosk.catalogue.Item;
import tools.jackson.databind.JsonNode;

/**
 * What a centre prescribes, as JSON: contract.md §10 of zizhu-fleet. What it leaves out stays as the unit's own folder says. All of it is honoured
 * or none.
 */
public final class Prescribed {

    private static final String HOTLINE = "hotline";
    private static final String IDLE = "idleSeconds";
    private static final String STOCK = "stockWarningDays";
    private static final String HOURS = "openingHours";
    private static final String CATALOGUE = "catalogue";
    private static final String ITEMS = "items";
    private static final Set<String> KEYS = Set.of(HOTLINE, IDLE, STOCK, HOURS, CATALOGUE, ITEMS);

    private static final Pattern NUMBER = Pattern.compile("[0-9+][0-9 ()-]{2,23}");

    /** Shorter than it takes to read a screen, or longer than anybody waits behind somebody who has gone, is a slip of the pen. */
    private static final int SHORTEST_IDLE = 30;

    private static final int LONGEST_IDLE = 600;
    private static final int LONGEST_WARNING_DAYS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(Prescribed.class);

    private Prescribed() {}

    /**
     * The unit's own configuration with what is prescribed.
     *
     * @throws CannotHonour says what of it this unit can't go by
     */
    public static Configuration over(Configuration own, JsonNode content) throws CannotHonour {
        if (!content.isObject()) {
            throw new CannotHonour("malformed");
        }
        for (String key : content.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new CannotHonour("unknown-key", key);
            }
        }
        @Nullable OpeningHours hours = own.hours();
        if (content.has(HOURS)) {
            hours = hours(content.path(HOURS));
        }
        return new Configuration(
                content.has(HOTLINE) ? hotline(content.path(HOTLINE)) : own.hotline(),
                items(catalogue(content.path(CATALOGUE), own.catalogue()), content.path(ITEMS)),
                content.has(IDLE) ? Duration.ofSeconds(whole(content, IDLE, SHORTEST_IDLE, LONGEST_IDLE)) : own.idle(),
                content.has(STOCK)
                        ? Duration.ofDays(whole(content, STOCK, 1, LONGEST_WARNING_DAYS))
                        : own.stockWarning(),
                hours);
    }

    private static String hotline(JsonNode value) throws CannotHonour {
        if (!value.isString() || !NUMBER.matcher(value.asString()).matches()) {
            throw new CannotHonour("value-wrong", HOTLINE);
        }
        return value.asString();
    }

    private static int whole(JsonNode content, String key, int least, int most) throws CannotHonour {
        JsonNode value = content.path(key);
        if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
            throw new CannotHonour("value-wrong", key);
        }
        return value.asInt();
    }

    private static OpeningHours hours(JsonNode value) throws CannotHonour {
        try {
            if (value.size() == 2) {
                return new OpeningHours(
                        LocalTime.parse(value.path("opens").asString("")),
                        LocalTime.parse(value.path("closes").asString("")));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            LOG.warn("opening hours that are none are prescribed");
        }
        throw new CannotHonour("value-wrong", HOURS);
    }

    private static Catalogue catalogue(JsonNode value, Catalogue own) throws CannotHonour {
        if (value.isMissingNode()) {
            return own;
        }
        if (!value.isString()) {
            throw new CannotHonour("catalogue-wrong");
        }
        try {
            return Catalogue.of(value.asString());
        } catch (IOException e) {
            // It is nobody's data, and the line that is wrong is what helps.
            LOG.warn("a catalogue is prescribed that this unit can't read: {}", e.getMessage());
            throw new CannotHonour("catalogue-wrong");
        }
    }

    /** Those of the catalogue that are named, in that order. */
    private static Catalogue items(Catalogue catalogue, JsonNode names) throws CannotHonour {
        if (names.isMissingNode()) {
            return catalogue;
        }
        List<Item> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode name : names) {
            String id = name.asString("");
            Optional<Item> item = catalogue.items().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst();
            if (item.isEmpty()) {
                throw new CannotHonour("unknown-item", id);
            }
            if (!seen.add(id)) {
                throw new CannotHonour("value-wrong", ITEMS);
            }
            items.add(item.get());
        }
        if (items.isEmpty()) {
            throw new CannotHonour("value-wrong", ITEMS);
        }
        return new Catalogue(items);
    }
}
