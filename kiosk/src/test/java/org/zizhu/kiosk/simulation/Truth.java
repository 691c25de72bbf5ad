package org.zizhu.kiosk.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What really came out of the printer and was really taken, whatever anybody says of it. */
final class Truth {

    private final Map<UUID, Integer> printed = new HashMap<>();
    private final Map<UUID, Integer> taken = new HashMap<>();
    private long pages;

    void printed(UUID job) {
        pages++;
        printed.merge(job, 1, Integer::sum);
    }

    void taken(List<UUID> sheets) {
        sheets.forEach(job -> taken.merge(job, 1, Integer::sum));
    }

    int pagesOf(UUID job) {
        return printed.getOrDefault(job, 0);
    }

    int takenOf(UUID job) {
        return taken.getOrDefault(job, 0);
    }

    long pages() {
        return pages;
    }
}
