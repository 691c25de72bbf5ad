package org.zizhu.fleet.configuration;

import org.jspecify.annotations.Nullable;

/**
 * How many units should go by one version, and by which they say that they do.
 *
 * @param desired 0 for what they came with
 * @param reported 0 for what they came with; null for those that can't be told, or were never here
 */
public record Share(long desired, @Nullable Long reported, long units) {

    /** Whether they do as they should. */
    public boolean even() {
        return reported != null && reported == desired;
    }
}
