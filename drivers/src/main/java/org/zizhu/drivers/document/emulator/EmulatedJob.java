package org.zizhu.drivers.document.emulator;

import com.hp.jipp.model.JobState;
import java.util.UUID;

/** A job in the emulated printer's memory; guarded by the engine's lock. */
final class EmulatedJob {
    final int id;
    final String uuid = "urn:uuid:" + UUID.randomUUID();
    final String name;
    final boolean duplex;
    final int createdAtUpSeconds;
    JobState state = JobState.pendingHeld;
    String reason = "job-incoming";
    int pages;
    int impressions;
    boolean cancelAsked;

    EmulatedJob(int id, String name, boolean duplex, int createdAtUpSeconds) {
        this.id = id;
        this.name = name;
        this.duplex = duplex;
        this.createdAtUpSeconds = createdAtUpSeconds;
    }

    boolean ended() {
        return state.getCode() >= JobState.canceled.getCode();
    }

    boolean waitsForDocument() {
        return state.equals(JobState.pendingHeld);
    }

    int sheets() {
        return duplex ? (impressions + 1) / 2 : impressions;
    }

    void become(JobState next, String because) {
        state = next;
        reason = because;
    }
}
