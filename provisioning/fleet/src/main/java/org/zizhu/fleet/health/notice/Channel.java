package org.zizhu.fleet.health.notice;

/** A way to somebody. */
interface Channel {

    /**
     * Sends it, and returns when the receiver has it. It may be sent again with the same id: whether it arrived is not always known.
     *
     * @throws NotDelivered for a reason that may be another next time
     */
    void send(String id, Message message) throws NotDelivered;
}
