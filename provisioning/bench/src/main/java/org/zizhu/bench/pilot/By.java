package org.zizhu.bench.pilot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** By what the citizen in software says who they are. */
public enum By {
    /** The ID card on the reader; what else the item wants, if anything, is a code that the platform sends. */
    ID_CARD("id-card", "way-id-card"),
    /** A code of their phone, held to the scanner. */
    CODE("code", "way-code"),
    /** The social security card in the chip reader. */
    SOCIAL_CARD("social-card", "way-social-card"),
    /** The ID card, and a code that the platform sends to their phone. */
    PHONE_CODE("phone-code", "way-id-card"),
    /** The ID card, and their face before the camera. */
    FACE("face", "way-id-card");

    private final String name;
    private final String way;

    By(String name, String way) {
        this.name = name;
        this.way = way;
    }

    /** Whether it begins with the ID card on the reader. */
    boolean withIdCard() {
        return way.equals("way-id-card");
    }

    /** As it is called on the command line. */
    String commandLineName() {
        return name;
    }

    /** What they choose where there is a choice, by its id on the screen: the first that is offered. */
    List<String> ways() {
        return List.of(way, this == FACE ? "way-face" : "way-phone-code");
    }

    /** The one of that name. */
    static Optional<By> named(String name) {
        return Arrays.stream(values()).filter(by -> by.name.equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(By::commandLineName).collect(Collectors.joining(", "));
    }
}
