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
    CASE_PROGRESS("1143010000000000083002099001001", Demand.NAME, false),
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
