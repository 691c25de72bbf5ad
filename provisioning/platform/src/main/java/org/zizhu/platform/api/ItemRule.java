package org.zizhu.platform.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the city itself demands of who asks for an item, and whether one person may act for another in it. A terminal's catalogue
 * says the same, so that nobody is refused at the end; but the terminal's word is not taken for it.
 */
enum ItemRule {
    INSURANCE_CERTIFICATE("1143010000000000083002014001001", Demand.NAME, true),
    CONTRIBUTION_QUERY("1143010000000000083002014001002", Demand.NAME, false),
    ANNUAL_STATEMENT("1143010000000000083002014001003", Demand.IN_PERSON, true),
    PROPERTY_STATEMENT("1143010000000000083002015001001", Demand.NAME, false),
    CASE_PROGRESS("1143010000000000083002099001001", Demand.NAME, false),
    SOCIAL_CARD_COLLECTION("1143010000000000083002014002001", Demand.IN_PERSON, false),
    LOCKER_COLLECTION("1143010000000000083002099002001", Demand.NAME, false),
    LOCKER_DEPOSIT("1143010000000000083002099002002", Demand.NAME, false),
    /** Whoever pays for somebody else's insurance does both a favour. */
    MEDICAL_INSURANCE_FEE("1143010000000000083002036001001", Demand.NAME, true),
    TRAFFIC_FINE("1143010000000000083002009001001", Demand.NAME, false),
    PROPERTY_FEE("1143010000000000083002015001002", Demand.NAME, false),
    BUSINESS_LICENCE("1143010000000000083002031001001", Demand.NAME, false),
    /** Of an item that has no rule: who has been named may ask for it, and for nobody else. */
    OTHER("", Demand.NAME, false);

    private final String code;
    private final Demand demand;
    private final boolean acting;

    ItemRule(String code, Demand demand, boolean acting) {
        this.code = code;
        this.demand = demand;
        this.acting = acting;
    }

    /** @param code 实施编码 */
    static ItemRule of(String code) {
        return Arrays.stream(values())
                .filter(rule -> rule.code.equals(code))
                .findFirst()
                .orElse(OTHER);
    }

    /** What speaks against giving the item in this session. What somebody acts in was judged when they began to. */
    Optional<Refusal> objection(Holder holder) {
        Holder.Agent agent = holder.agent();
        if (agent != null) {
            return acting && agent.itemCode().equals(code) ? Optional.empty() : Optional.of(Refusal.ACTING_NOT_ALLOWED);
        }
        return demand.metBy(holder.shown()) ? Optional.empty() : Optional.of(Refusal.ASSURANCE_TOO_LOW);
    }

    /**
     * What speaks against somebody acting for another.
     *
     * @param principal what the other has shown; empty for a ward, of whom nothing is asked
     */
    Optional<Refusal> objection(Shown agent, Optional<Shown> principal) {
        if (!acting) {
            return Optional.of(Refusal.ACTING_NOT_ALLOWED);
        }
        boolean met = Demand.AGENT.metBy(agent)
                && principal.map(Demand.PRINCIPAL::metBy).orElse(true);
        return met ? Optional.empty() : Optional.of(Refusal.ASSURANCE_TOO_LOW);
    }
}
