package org.zizhu.bench.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.zizhu.kiosk.Kiosk;
import org.zizhu.kiosk.screen.Action;

/** A kiosk in this process. */
final class KioskInside implements RunningKiosk {

    private final Kiosk kiosk;

    KioskInside(Path unit, Consumer<? super Sight> eyes) throws IOException {
        kiosk = Kiosk.open(unit);
        kiosk.start(view -> eyes.accept(Sight.of(view)));
    }

    @Override
    public void touch(long view, Action action) {
        kiosk.listener().acted(view, action);
    }

    @Override
    public void close() {
        kiosk.close();
    }
}
