package org.zizhu.kiosk.screen;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Words for a citizen, in every language that the kiosk speaks. None is ever missing. */
public record Text(@JsonProperty("zh") String chinese, @JsonProperty("en") String english) {

    public Text {
        if (chinese.isBlank() || english.isBlank()) {
            throw new IllegalArgumentException("words are missing in a language");
        }
    }

    public static Text of(String chinese, String english) {
        return new Text(chinese, english);
    }

    /** The same in every language: a number, a name, a code. */
    public static Text same(String words) {
        return new Text(words, words);
    }

    public String in(Language language) {
        return switch (language) {
            case CHINESE -> chinese;
            case ENGLISH -> english;
        };
    }
}
