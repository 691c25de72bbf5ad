package org.zizhu.drivers.faults;

import java.util.function.Predicate;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;

/** What becomes of a command while the fault lasts. */
public sealed interface Outcome {

    /** It fails, and says so at once or when its time is over. */
    record Fails(FailureCode code, String reason) implements Outcome {}

    /** It succeeds in spite of the fault, with such a value. */
    record Succeeds(String value, Predicate<Object> is) implements Outcome {}

    /** It goes on waiting, and succeeds with such a value when the fault has been healed. */
    record Waits(String value, Predicate<Object> is) implements Outcome {}

    static Outcome fails(FailureCode code, String reason) {
        return new Fails(code, reason);
    }

    static Outcome succeeds() {
        return succeeds("", value -> true);
    }

    /**
     * It ends well as a command, and what it did is in its value.
     *
     * @param words the value, for the page
     */
    static Outcome succeeds(String words, Predicate<Object> is) {
        return new Succeeds(words, is);
    }

    static Outcome waits() {
        return waits("", value -> true);
    }

    /** As {@link #succeeds(String, Predicate)}, when the fault has been healed. */
    static Outcome waits(String words, Predicate<Object> is) {
        return new Waits(words, is);
    }

    default boolean fits(Completion<?> completion) {
        if (this instanceof Fails fails) {
            return completion.equals(Completion.failed(fails.code(), fails.reason()));
        }
        Predicate<Object> is = this instanceof Succeeds succeeds ? succeeds.is() : ((Waits) this).is();
        return completion instanceof Completion.Success<?> success && is.test(success.value());
    }

    default String words() {
        if (this instanceof Fails fails) {
            return "fails, `" + Answer.word(fails.code()) + "` " + fails.reason();
        }
        return this instanceof Succeeds succeeds
                ? with("succeeds", succeeds.value())
                : with("waits, succeeds when healed", ((Waits) this).value());
    }

    private static String with(String how, String value) {
        return value.isEmpty() ? how : how + ": " + value;
    }
}
