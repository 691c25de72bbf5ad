package org.zizhu.platform.payment.emulator;

/** What came of something a provider was asked for. */
sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Not<T>(Trouble trouble) implements Outcome<T> {}
}
