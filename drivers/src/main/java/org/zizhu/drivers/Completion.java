package org.zizhu.drivers;

import java.util.function.Function;

/**
 * How a device command ended. Every command completes exactly once, by its deadline, with one of these; an expected
 * failure is a value, never an exception.
 */
public sealed interface Completion<T> {

    /** The command did what it was asked to. */
    record Success<T>(T value) implements Completion<T> {}

    /**
     * The command did not, or not provably, do what it was asked to.
     *
     * @param code the standard's word for it
     * @param reason a stable keyword for people who look closer ("card-lifted", "link-lost"); never personal data
     */
    record Failed<T>(FailureCode code, String reason) implements Completion<T> {}

    static <T> Completion<T> success(T value) {
        return new Success<>(value);
    }

    static <T> Completion<T> failed(FailureCode code, String reason) {
        return new Failed<>(code, reason);
    }

    default <R> Completion<R> map(Function<? super T, ? extends R> mapper) {
        if (this instanceof Success<T> success) {
            return new Success<>(mapper.apply(success.value()));
        }
        Failed<T> failed = (Failed<T>) this;
        return new Failed<>(failed.code(), failed.reason());
    }
}
