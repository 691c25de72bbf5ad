package org.zizhu.platform.api;

import org.jspecify.annotations.Nullable;
import org.zizhu.platform.people.Citizen;

/**
 * Whom a session is for.
 *
 * @param shown what they have shown themselves; nothing, of a ward
 * @param agent who acts for them; null when they are there for themselves
 */
record Holder(Citizen citizen, Shown shown, @Nullable Agent agent) {

    /**
     * Who acts for somebody.
     *
     * @param person the register's id
     * @param assurance what they had shown when they began to
     * @param itemCode in which item, and no other
     */
    record Agent(String person, String assurance, String itemCode) {}

    /** On what this session's requests are granted, for the record. */
    Basis basis() {
        return new Basis(
                shown.words(), agent == null ? null : agent.person(), agent == null ? null : agent.assurance());
    }

    @Override
    public String toString() {
        return "Holder";
    }
}
