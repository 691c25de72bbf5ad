package org.zizhu.drivers.faults;

import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;

/** What becomes of a command while the fault lasts. */
public sealed interface Outcome {

    /** It fails, and says so at once or when its time is over. */
    record Fails(FailureCode code, String reason) implements Outcome {}

    /** It succeeds in spite of the fault. */
    record Succeeds() implements Outcome {}

    /** It goes on waiting, and succeeds when the fault has been healed. */
    record Waits() implements Outcome {}

    static Outcome fails(FailureCode code, String reason) {
        return new Fails(code, reason);
    }

    static Outcome succeeds() {
        return new Succeeds();
    }

    static Outcome waits() {
        return new Waits();
    }

    default boolean fits(Completion<?> completion) {
        return this instanceof Fails fails
                ? completion.equals(Completion.failed(fails.code(), fails.reason()))
                : completion instanceof Completion.Success;
    }

    default String words() {
        if (this instanceof Fails fails) {
            return "fails, `" + Answer.word(fails.code()) + "` " + fails.reason();
        }
        return this instanceof Succeeds ? "succeeds" : "waits, succeeds when healed";
    }
}
