package org.zizhu.drivers;

/** Ends what it stands for when closed; closing twice does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
