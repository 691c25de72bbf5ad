package org.zizhu.fleet.health.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.zizhu.fleet.unit.Standing;

/** A unit should have renewed its certificate long ago; when it has ended, the unit can't connect any more. */
public final class CertificateEnding implements Rule {

    /** How long before the end it is told. Of a life of 30 days a third should be left. */
    public static final Duration NOTICE = Duration.ofDays(5);

    private static final Thing CERTIFICATE = new Thing(Thing.Kind.UNIT, "certificate");

    @Override
    public Title title() {
        return new Title("certificate-ending", Grade.DEGRADED, "证书将到期", "certificate ends soon");
    }

    @Override
    public List<Fault> faults(Condition unit, Map<Thing, Fault> found) {
        Instant ends = unit.certificateEnds();
        return unit.standing() == Standing.ENROLLED && ends != null
                ? List.of(unit.fault(this, CERTIFICATE, ends.minus(NOTICE), List.of()))
                : List.of();
    }
}
