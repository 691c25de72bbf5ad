package org.zizhu.fleet.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms that values have in the contract (§1). What has another form throws {@link IllegalArgumentException}, without repeating it. */
final class Form {

    private static final Pattern KEYWORD = Pattern.compile("[a-z][A-Za-z0-9._-]{0,63}");
    /** A number of a person, card, phone or order would be longer than any that a device's name has. */
    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{7}");

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Form() {}

    static String keyword(@Nullable String text) {
        if (text == null
                || !KEYWORD.matcher(text).matches()
                || LONG_NUMBER.matcher(text).find()) {
            throw new IllegalArgumentException("no keyword");
        }
        return text;
    }

    /** What a catalogue calls something: one line, and no number of a person, card or order. */
    static String label(@Nullable String text, int most) {
        if (text == null
                || text.isBlank()
                || text.length() > most
                || text.chars().anyMatch(Character::isISOControl)
                || LONG_NUMBER.matcher(text).find()) {
            throw new IllegalArgumentException("no name");
        }
        return text;
    }

    static @Nullable String optionalKeyword(@Nullable String text) {
        return text == null ? null : keyword(text);
    }

    static List<String> keywords(@Nullable List<String> texts, int most) {
        if (texts == null) {
            return List.of();
        }
        atMost(texts.size(), most);
        texts.forEach(Form::keyword);
        return List.copyOf(texts);
    }

    static String secret(@Nullable String text) {
        if (text == null || !SECRET.matcher(text).matches()) {
            throw new IllegalArgumentException("no secret");
        }
        return text;
    }

    /** A time that anything can be done with: a clock may be wrong by years, not by more than there are. */
    static Instant time(@Nullable String text) {
        try {
            Instant time = Instant.parse(needed(text));
            if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
                throw new IllegalArgumentException("no time");
            }
            return time;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    static <T> T needed(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("something is missing");
        }
        return value;
    }

    static <T> List<T> list(@Nullable List<T> list, int most) {
        if (list == null) {
            return List.of();
        }
        atMost(list.size(), most);
        list.forEach(Form::needed);
        return List.copyOf(list);
    }

    static void atMost(int size, int most) {
        if (size > most) {
            throw new IllegalArgumentException("too many");
        }
    }
}
