package org.zizhu.drivers.camera;

import java.util.function.Consumer;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.DeviceClass;
import org.zizhu.drivers.Subscription;

/** The unit's camera (摄像头). It sees only while somebody watches: without a watcher no picture is taken. */
public interface Camera extends Device {

    /**
     * Gives each new frame to the watcher, on a thread of the camera, until the subscription is closed. A watcher that is
     * still busy with a frame misses those that come meanwhile; one that fails is not the camera's fault.
     */
    Subscription watch(Consumer<? super Frame> watcher);

    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.CAMERA;
    }
}
