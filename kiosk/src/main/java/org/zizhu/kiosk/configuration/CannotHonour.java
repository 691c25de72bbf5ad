package org.zizhu.kiosk.configuration;

import org.jspecify.annotations.Nullable;

/** Why a unit can't go by what its centre prescribes. */
public final class CannotHonour extends Exception {

    private static final long serialVersionUID = 1;

    private final String code;
    private final @Nullable String about;

    /**
     * @param code a keyword; contract.md §10 of zizhu-fleet lists them
     * @param about the key or the item; null where it is the whole
     */
    public CannotHonour(String code, @Nullable String about) {
        super(about == null ? code : code + " " + about);
        this.code = code;
        this.about = about;
    }

    public CannotHonour(String code) {
        this(code, null);
    }

    public String code() {
        return code;
    }

    public @Nullable String about() {
        return about;
    }
}
