package org.zizhu.drivers.codescanner.serial.emulator;

import java.util.List;

/** An engine that is deaf. */
final class SuffixVoice implements Voice {
    private final ScanEngineEmulator engine;

    SuffixVoice(ScanEngineEmulator engine) {
        this.engine = engine;
    }

    @Override
    public void hear(byte[] bytes, int count) {
        // It has no ears.
    }

    @Override
    public void tell(List<byte[]> codes) throws InterruptedException {
        engine.send(BareCodes.of(codes));
    }

    @Override
    public void forget() {
        // There is nothing to be forgotten.
    }
}
