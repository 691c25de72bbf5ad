package org.zizhu.kiosk.screen;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A language in which the kiosk speaks to a citizen. */
public enum Language {
    @JsonProperty("zh")
    CHINESE("zh", "中文"),
    @JsonProperty("en")
    ENGLISH("en", "English");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** The BCP 47 tag. */
    public String tag() {
        return tag;
    }

    /** The language's name in itself, for its button. */
    public String ownName() {
        return ownName;
    }
}
