package org.zizhu.bench.panel;

import java.util.List;

/**
 * A synthetic citizen whose card can be put on the reader.
 *
 * @param id a short name that stays the same from run to run: {@code certificate}, {@code expired}, {@code p042}
 * @param tags what is special about this one, for finding them: expired, permit, rare-character …
 */
public record Citizen(String id, String number, String name, String place, List<String> tags) {
    @Override
    public String toString() {
        return "Citizen[" + id + "]";
    }
}
