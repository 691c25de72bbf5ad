package org.zizhu.fleet.health.rule;

import java.util.List;

/** The rules there are. */
public final class Rules {

    /**
     * All of them. Of what is wrong with one thing the first that sees it speaks: what comes later is the same fault in milder words, or
     * what follows from it.
     */
    public static final List<Rule> ALL = List.of(
            new UnitCopied(),
            new UnitSilent(),
            new UnitStuck(),
            new UnitNotReady(),
            new MaintenanceForgotten(),
            new DeviceTampered(),
            new DeviceDown(),
            new SupplyOut(),
            new DeviceStuck(),
            new DeviceNeedsHand(),
            new SupplyLow(),
            new LinkDown(),
            new ServiceUnavailable(),
            new ServiceDegraded(),
            new UnitOutOfService(),
            new CertificateEnding(),
            new RolloutStopped());

    private Rules() {}
}
