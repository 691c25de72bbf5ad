package org.zizhu.bench.benchmark;

/**
 * How often everything is done.
 *
 * @param starts of each kind
 * @param rounds of appending, for each side
 * @param certificates after the first ones
 * @param earlyVisits after which memory is looked at first
 * @param visits in all
 * @param codes of each kind of harshness
 */
record Extent(int starts, int rounds, int certificates, int earlyVisits, int visits, int codes) {

    /** Ends within a quarter of an hour on two idle processors. */
    static final Extent FULL = new Extent(11, 10, 40, 20, 200, 20);

    /** For trying it out. */
    static final Extent QUICK = new Extent(3, 3, 10, 5, 15, 4);
}
