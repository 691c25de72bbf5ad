package org.zizhu.kiosk.operations;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a field of an event can hold: a form that has no room for a name, an identity number, a telephone number or a sentence. What does not fit is not
 * written. All of it is printable ASCII without quotes, so that a record has one spelling.
 */
public enum FieldKind {
    /** One word of the software's, or a name out of the unit's own files. */
    KEYWORD(Pattern.compile("(?!.*[0-9]{7})[a-z][A-Za-z0-9._-]{0,63}")),
    /** At most 16 of them. */
    KEYWORDS(KEYWORD.form),
    /** A whole number from 0. */
    COUNT(Pattern.compile("0|[1-9][0-9]{0,17}")),
    /** A whole number. */
    NUMBER(Pattern.compile("0|-?[1-9][0-9]{0,17}")),
    /** The serial number of a staff certificate, hexadecimal: by which its authority, and nobody else, knows the person. */
    SERIAL(Pattern.compile("[0-9a-f]{1,40}")),
    /** A random identity (UUID) of a transaction or a command. */
    IDENTITY(Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")),
    /** SHA-256, hexadecimal. */
    HASH(Pattern.compile("[0-9a-f]{64}")),
    /** The identity of a unit. */
    UNIT(Pattern.compile("[A-Z]{1,4}(-[A-Z0-9]{1,12}){1,4}")),
    /** ECDSA on P-256 with SHA-256: r and s, 64 bytes in Base64. */
    SIGNATURE(Pattern.compile("[A-Za-z0-9+/]{86}=="));

    private static final int MOST_KEYWORDS = 16;

    private final Pattern form;

    FieldKind(Pattern form) {
        this.form = form;
    }

    /** How a value is spelled in a record; empty for one that does not fit. */
    Optional<String> spelled(Object value) {
        if (this == KEYWORDS) {
            return value instanceof Collection<?> words
                    ? Optional.of(words.stream()
                            .map(Object::toString)
                            .filter(word -> form.matcher(word).matches())
                            .limit(MOST_KEYWORDS)
                            .map(word -> '"' + word + '"')
                            .collect(Collectors.joining(",", "[", "]")))
                    : Optional.empty();
        }
        String text = value.toString();
        if (!form.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(this == COUNT || this == NUMBER ? text : '"' + text + '"');
    }

    /** Whether this is how a value of the kind is spelled in a record. */
    boolean spells(String json) {
        return switch (this) {
            case COUNT, NUMBER -> form.matcher(json).matches();
            case KEYWORDS -> spellsKeywords(json);
            default ->
                json.length() > 2
                        && json.startsWith("\"")
                        && json.endsWith("\"")
                        && form.matcher(json.substring(1, json.length() - 1)).matches();
        };
    }

    private static boolean spellsKeywords(String json) {
        if (!json.startsWith("[") || !json.endsWith("]")) {
            return false;
        }
        String inside = json.substring(1, json.length() - 1);
        if (inside.isEmpty()) {
            return true;
        }
        String[] words = inside.split(",", -1);
        if (words.length > MOST_KEYWORDS) {
            return false;
        }
        for (String word : words) {
            if (!KEYWORD.spells(word)) {
                return false;
            }
        }
        return true;
    }
}
