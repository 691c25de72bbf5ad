package org.zizhu.kiosk.visit;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.journal.Entry;
import org.zizhu.kiosk.journal.Journal;
import org.zizhu.kiosk.journal.Phase;
import org.zizhu.kiosk.screen.Text;

/**
 * Whether staff have taken the unit out of service, and why. The journal is its memory: what it said last holds, also after a
 * power cut. Thread-safe.
 */
public final class ServiceState {

    /** Why a unit is out of service; each in the words of staff, and in those for citizens. */
    public enum Reason {
        MAINTENANCE,
        FAULT,
        SUPPLIES,
        PLACE;

        /** For staff. */
        public Text title() {
            return switch (this) {
                case MAINTENANCE -> Text.of("维护检修", "Maintenance");
                case FAULT -> Text.of("设备故障", "Broken part");
                case SUPPLIES -> Text.of("等待耗材", "Supplies");
                case PLACE -> Text.of("场地原因", "The place");
            };
        }

        /** For citizens. */
        public Text told() {
            return switch (this) {
                case MAINTENANCE -> Text.of("终端正在维护", "This kiosk is being serviced");
                case FAULT -> Text.of("终端有部件故障，等待维修", "A part of this kiosk is broken and waits for repair");
                case SUPPLIES -> Text.of("终端正在等待补充纸张等耗材", "This kiosk is waiting for paper or other supplies");
                case PLACE -> Text.of("因场地原因，终端暂停使用", "This kiosk is closed because of where it stands");
            };
        }

        public String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Out of service. */
    public record Out(Reason reason, Instant since) {}

    private static final String STATE = "state";
    private static final String REASON = "reason";
    private static final String CERTIFICATE = "certificate";

    private final Journal journal;

    public ServiceState(Journal journal) {
        this.journal = journal;
    }

    /** Empty when the unit is in service. */
    public Optional<Out> out() {
        return journal.last(Entry.Step.SERVICE)
                .filter(entry -> "out".equals(entry.fact(STATE)))
                .map(entry -> new Out(reason(entry.fact(REASON)), entry.at()));
    }

    /** A reason that a later version wrote is maintenance to us. */
    private static Reason reason(@Nullable String keyword) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.keyword().equals(keyword))
                .findFirst()
                .orElse(Reason.MAINTENANCE);
    }

    /**
     * Takes the unit out of service.
     *
     * @param transaction of the sign-in
     * @param certificate whose
     */
    public void takeOut(String transaction, String certificate, Reason reason) {
        journal.append(
                transaction,
                Entry.Step.SERVICE,
                Phase.DONE,
                Map.of(STATE, "out", REASON, reason.keyword(), CERTIFICATE, certificate));
    }

    /** Puts it back into service. */
    public void putBack(String transaction, String certificate) {
        journal.append(transaction, Entry.Step.SERVICE, Phase.DONE, Map.of(STATE, "in", CERTIFICATE, certificate));
    }
}
