package org.zizhu.drivers.document.emulator;

import com.hp.jipp.model.JobState;
import java.util.UUID;

/** A job in the emulated printer's memory; guarded by the engine's lock. */
final class EmulatedJob {
    static final int NOT_YET = -1;

    final int id;
    final String uuid = "urn:uuid:" + UUID.randomUUID();
    final String name;
    final String user;
    final boolean duplex;
    final int createdAtUpSeconds;
    JobState state = JobState.pendingHeld;
    String reason = "job-incoming";
    int pages;
    int impressions;
    boolean cancelAsked;
    int startedAtUpSeconds = NOT_YET;
    int endedAtUpSeconds = NOT_YET;

    EmulatedJob(int id, String name, String user, boolean duplex, int createdAtUpSeconds) {
        this.id = id;
        this.name = name;
        this.user = user;
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

    void become(JobState next, String because, int atUpSeconds) {
        state = next;
        reason = because;
        if (state.equals(JobState.processing) && startedAtUpSeconds == NOT_YET) {
            startedAtUpSeconds = atUpSeconds;
        }
        if (ended()) {
            endedAtUpSeconds = atUpSeconds;
        }
    }
}
