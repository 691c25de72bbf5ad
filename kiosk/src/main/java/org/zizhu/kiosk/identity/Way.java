package org.zizhu.kiosk.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a citizen chooses between: each is one dialogue, at the end of which one of its evidences has been shown. */
public enum Way {
    ID_CARD("id-card"),
    /** Whose code it is, Zizhu's or an application's, is seen when it is scanned. */
    CODE("code"),
    SOCIAL_CARD("social-card"),
    FACE("face"),
    PHONE_CODE("phone-code"),
    /** The last: somebody else has to come, whom the others don't need. */
    ATTENDANT("attendant");

    private final String id;

    Way(String id) {
        this.id = id;
    }

    /** Its stable keyword, on screens. */
    public String id() {
        return id;
    }

    public static Optional<Way> of(String id) {
        return Arrays.stream(values()).filter(way -> way.id.equals(id)).findFirst();
    }

    /** Whether it ends with this. */
    public boolean leadsTo(Evidence evidence) {
        return switch (evidence) {
            case ID_CARD -> this == ID_CARD;
            case QR_CREDENTIAL, ZIZHU_CODE -> this == CODE;
            case SOCIAL_SECURITY_CARD -> this == SOCIAL_CARD;
            case FACE -> this == FACE;
            case PHONE_CODE -> this == PHONE_CODE;
            case ATTENDANT -> this == ATTENDANT;
        };
    }

    /** The ways that lead to one of these, the easiest first. */
    public static List<Way> to(List<Evidence> steps) {
        return Arrays.stream(values())
                .filter(way -> steps.stream().anyMatch(way::leadsTo))
                .toList();
    }
}
