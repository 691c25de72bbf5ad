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

    /**
     * Does what one of its buttons says.
     *
     * @param argument what the button is about (a citizen's number), or empty
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

    /** The colour of its lamp. */
    enum Mood {
        WELL,
        BUSY,
        NEEDS_CARE,
        DOWN
    }

    /** A label and its value. */
    record Fact(Text label, String value) {}

    /**
     * Something that can be done to it.
     *
     * @param harm whether it is a fault that is caused, rather than service
     */
    record Button(String id, Text label, boolean enabled, boolean harm) {
        public static Button serve(String id, String chinese, String english, boolean enabled) {
            return new Button(id, Text.of(chinese, english), enabled, false);
        }

        public static Button harm(String id, String chinese, String english, boolean enabled) {
            return new Button(id, Text.of(chinese, english), enabled, true);
        }
    }

    /** A file to look at. */
    record Paper(String mediaType, byte[] bytes) {}
}
