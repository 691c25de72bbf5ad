package org.zizhu.bench.panel;

import java.util.List;
import java.util.Optional;
import org.zizhu.kiosk.screen.Text;

/**
 * A thing on the table that one can look at and do something to: a device, the network, the kiosk's plug. Thread-safe;
 * nothing in it waits for the kiosk.
 */
public interface Gadget {

    /** Stable, short; part of addresses. */
    String id();

    /** How it looks now. */
    Face face();

    /** Where on the page it stands. */
    default Group group() {
        return Group.CABINET;
    }

    /** The device's name in the unit's wiring file; empty for what is none. */
    default Optional<String> device() {
        return Optional.empty();
    }

    /**
     * Does what one of its buttons says.
     *
     * @param argument what the button is about (a citizen's number, what was written down), or empty
     */
    Outcome press(String button, String argument);

    /** Pictures and papers that can be taken a closer look at, by file name; empty while there are none. */
    default Optional<Paper> paper(String name) {
        return Optional.empty();
    }

    /** What became of a press. */
    sealed interface Outcome {

        /** Done; the words go into the diary. */
        record Done(Text what) implements Outcome {}

        /** Can't be done now. */
        record Refused(Text why) implements Outcome {}

        static Outcome done(String chinese, String english) {
            return new Done(Text.of(chinese, english));
        }

        static Outcome refused(String chinese, String english) {
            return new Refused(Text.of(chinese, english));
        }

        /** There is no such button: the page is older than the bench. */
        static Outcome unknown(String button) {
            return refused("没有这个按钮：" + button, "there is no such button: " + button);
        }
    }

    /**
     * A thing's looks.
     *
     * @param exhibits what it has brought forth, newest first
     */
    record Face(Text name, Mood mood, Text state, List<Fact> facts, List<Button> buttons, List<Exhibit> exhibits) {

        public Face(Text name, Mood mood, Text state, List<Fact> facts, List<Button> buttons) {
            this(name, mood, state, facts, buttons, List.of());
        }
    }

    /**
     * A file to look at, got by {@link #paper}: a PNG is shown, another one is a link.
     *
     * @param version changes with its content
     */
    record Exhibit(String file, Text label, String version) {}

    /** What belongs together, in the order of the page. */
    enum Group {
        /** The kiosk's plug, and the world at the end of its network cable. */
        KIOSK,
        /** What a citizen shows: cards, codes, a face. */
        CREDENTIALS,
        /** What a citizen takes away: paper, cards, things from a locker. */
        OUTPUT,
        /** The cabinet itself: doors, lights, power, sound. */
        CABINET
    }

    /** The colour of its lamp. */
    enum Mood {
        WELL,
        BUSY,
        NEEDS_CARE,
        DOWN
    }

    /** A label and its value. */
    record Fact(Text label, String value) {}

    /** What a button is for. */
    enum Kind {
        /** What happens to a thing every day: a card is put on it, paper is taken, it is filled up. */
        WORK,
        /** Causes a fault. */
        FAULT,
        /** Ends one. */
        HEAL
    }

    /**
     * Something that can be done to it.
     *
     * @param asks what a person writes down before pressing it, which becomes the argument; empty where it needs none
     */
    record Button(String id, Text label, Kind kind, boolean enabled, Optional<Text> asks) {
        public static Button serve(String id, String chinese, String english, boolean enabled) {
            return new Button(id, Text.of(chinese, english), Kind.WORK, enabled, Optional.empty());
        }

        public static Button harm(String id, String chinese, String english, boolean enabled) {
            return new Button(id, Text.of(chinese, english), Kind.FAULT, enabled, Optional.empty());
        }

        public static Button heal(String id, String chinese, String english, boolean enabled) {
            return new Button(id, Text.of(chinese, english), Kind.HEAL, enabled, Optional.empty());
        }

        /** The same with a line to write on; the words stand in it while it is empty. */
        public Button asking(String chinese, String english) {
            return new Button(id, label, kind, enabled, Optional.of(Text.of(chinese, english)));
        }
    }

    /** A file to look at. */
    record Paper(String mediaType, byte[] bytes) {}
}
