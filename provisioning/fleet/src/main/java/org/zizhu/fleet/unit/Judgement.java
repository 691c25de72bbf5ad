package org.zizhu.fleet.unit;

import org.zizhu.fleet.contract.Refusal;

/** What the fleet thinks of a certificate that somebody has shown. */
public sealed interface Judgement {

    /** It is this unit's, and good. */
    record Good(Peer peer) implements Judgement {}

    /** It is this unit's and was not taken away, but its time is over: good for asking for the next one. */
    record Expired(Peer peer) implements Judgement {}

    /** It counts for nothing. */
    record Barred(Refusal refusal) implements Judgement {}
}
