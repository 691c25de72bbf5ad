package org.zizhu.kiosk.tabletop;

import java.util.function.Consumer;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.camera.Frame;

/** The camera of the tabletop. Nobody looks through it: the matcher of the tabletop is told what it sees. */
public final class TableCamera extends TableDevice implements Camera {

    public TableCamera(SimulatedInbox time) {
        super("camera", time);
    }

    @Override
    public Subscription watch(Consumer<? super Frame> watcher) {
        return () -> {};
    }
}
