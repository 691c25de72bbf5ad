package org.zizhu.bench.pilot;

import java.util.Set;

/**
 * What the window shows at one moment.
 *
 * @param screen the screen's id, such as {@code present-card}
 * @param touchable ids of all that can be touched now
 * @param identity differs between two screens of the same name
 */
record Sight(String screen, Set<String> touchable, long identity) {
    static final Sight NOTHING = new Sight("nothing", Set.of(), -1);

    boolean offers(String id) {
        return touchable.contains(id);
    }
}
