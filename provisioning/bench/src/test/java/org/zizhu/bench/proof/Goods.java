package org.zizhu.bench.proof;

import java.io.IOException;
import java.util.Set;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/** What a story of the kill matrix is about: who comes for it, what the cabinet needs, and how it is found out that all of it is accounted for. */
interface Goods {

    /** What the cabinet needs for it. */
    default Set<Cabinet.Part> parts() {
        return Set.of();
    }

    /** Who comes for it; brings what has to be in the cabinet for them. */
    Person comes(KillScene scene) throws IOException;

    /** What happens before they come to this kiosk. */
    default void beforeItBegins(KillScene scene) {
        // Nothing.
    }

    /** What they do before it is switched on again after the cut; where it is never cut, before all is reckoned. */
    default void whileItIsDark(KillScene scene) {
        // Nothing.
    }

    /** What people do about it when the kiosk is on again after the cut, beyond taking what is theirs. */
    default void finish(KillScene scene) {
        // Nothing.
    }

    /**
     * Looks whether money and goods went together, by all that is settled and by all that can be seen and felt; throws AssertionError if
     * they did not.
     *
     * @return what became of the goods, in a few words
     */
    String reckon(KillScene scene, Balance money);

    /** Complains if it does not hold. */
    static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
