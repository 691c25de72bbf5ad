package org.zizhu.bench.benchmark;

import java.time.Duration;

/**
 * How often everything is done.
 *
 * @param starts of each kind
 * @param rounds of appending, for each side
 * @param certificates after the first ones
 * @param earlyVisits after which memory is looked at first
 * @param visits in all, but for those who pay
 * @param payments of visits after these
 * @param codes of each kind of harshness
 * @param idle for how long a cabinet is watched in which nothing happens
 */
record Extent(
        int starts, int rounds, int certificates, int earlyVisits, int visits, int payments, int codes, Duration idle) {

    /** Ends within half an hour on two idle processors. */
    static final Extent FULL = new Extent(11, 10, 40, 20, 200, 20, 20, Duration.ofSeconds(60));

    /** For trying it out. */
    static final Extent QUICK = new Extent(3, 3, 10, 5, 15, 5, 4, Duration.ofSeconds(20));
}
