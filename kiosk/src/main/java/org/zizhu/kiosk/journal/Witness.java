package org.zizhu.kiosk.journal;

/** Is told of everything that becomes durable, on the thread that makes it so: the places where a power cut matters. */
public interface Witness {

    /** Sees nothing. */
    Witness NONE = new Witness() {};

    /** Something is about to become durable. */
    default void commits() {}

    /** It has become durable, and nothing else has happened since. */
    default void committed() {}

    /** An entry has become durable, and nothing else has happened since. */
    default void appended(Entry entry) {}
}
