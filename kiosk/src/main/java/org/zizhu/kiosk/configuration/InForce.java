package org.zizhu.kiosk.configuration;

/**
 * The configuration that the unit goes by now: its own, until its centre prescribes another. It changes between two visits only, on the visit's
 * thread; it may be read from any.
 */
public final class InForce {

    private record Put(long version, Configuration configuration) {}

    private final Configuration own;
    private volatile Put put;

    /** @param own as the unit's folder says */
    public InForce(Configuration own) {
        this.own = own;
        this.put = new Put(0, own);
    }

    /** What the unit's folder says, whatever the centre prescribes. */
    public Configuration own() {
        return own;
    }

    public Configuration now() {
        return put.configuration;
    }

    /** The centre's number of what is in force; 0 for the unit's own. */
    public long version() {
        return put.version;
    }

    /** From now on it is this. */
    public void put(long version, Configuration configuration) {
        put = new Put(version, configuration);
    }
}
