package org.zizhu.platform.api;

import java.util.EnumSet;
import java.util.Set;

/**
 * What has to have been shown.
 *
 * @param by one of these
 * @param besides and something that proves one of these; empty where the first is enough
 */
record Demand(Set<Evidence> by, Set<Evidence.Proof> besides) {

    private static final Set<Evidence> NAMES =
            EnumSet.of(Evidence.ID_CARD, Evidence.QR_CREDENTIAL, Evidence.ZIZHU_CODE, Evidence.SOCIAL_SECURITY_CARD);

    private static final Set<Evidence.Proof> PERSON = EnumSet.of(Evidence.Proof.PRESENCE, Evidence.Proof.KNOWLEDGE);

    /** To be named. */
    static final Demand NAME = new Demand(NAMES, Set.of());

    /** The person, and not only what belongs to them. */
    static final Demand IN_PERSON = new Demand(NAMES, PERSON);

    /** Whoever acts for another. */
    static final Demand AGENT = new Demand(EnumSet.of(Evidence.ID_CARD), PERSON);

    /** The other, who may have given their card along. */
    static final Demand PRINCIPAL = new Demand(EnumSet.of(Evidence.ID_CARD, Evidence.SOCIAL_SECURITY_CARD), Set.of());

    boolean metBy(Shown shown) {
        return shown.evidences().stream().anyMatch(by::contains)
                && (besides.isEmpty()
                        || shown.evidences().stream().map(Evidence::proof).anyMatch(besides::contains));
    }
}
