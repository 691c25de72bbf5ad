package org.zizhu.fleet.overview;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.unit.Standing;

/**
 * A unit in the list.
 *
 * @param state what it says of itself; null before it has said anything
 * @param since when it is so: when it was last heard, if it is away
 * @param maintained an operator has said that it is being worked on
 * @param lacking the services that it can't give, or not wholly, with the causes
 */
public record UnitSummary(
        String id,
        String division,
        Standing standing,
        Mood mood,
        @Nullable String state,
        @Nullable Instant since,
        String software,
        boolean maintained,
        List<Lacking> lacking) {

    /** A service that is not as it should be. */
    public record Lacking(Fact.OfService service, String state, Instant since) {}
}
