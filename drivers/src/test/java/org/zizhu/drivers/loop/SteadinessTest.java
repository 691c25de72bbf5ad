package org.zizhu.drivers.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.MediaState;

class SteadinessTest {
    private static final DeviceStatus WELL = DeviceStatus.online(MediaState.NOT_PRESENT);
    private static final DeviceStatus CARD = DeviceStatus.online(MediaState.PRESENT);
    private static final DeviceStatus GONE = DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    private static final DeviceStatus SILENT = DeviceStatus.without(DeviceState.POWER_OFF, "silent");
    private static final DeviceStatus GONE_UNSTEADY =
            DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost", "unsteady");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private long nanos = -1;
    private final Steadiness steadiness = new Steadiness(() -> nanos);

    private DeviceStatus after(Duration time, DeviceStatus seen) {
        nanos += time.toNanos();
        return steadiness.of(seen);
    }

    private void flaps(int times) {
        for (int i = 0; i < times; i++) {
            after(SECOND, WELL);
            after(SECOND, GONE);
        }
    }

    @Test
    void deviceThatIsLostNowAndThen_isToldAsItIs() {
        for (int day = 0; day < 20; day++) {
            assertEquals(WELL, after(Duration.ofSeconds(8), WELL));
            assertEquals(CARD, after(SECOND, CARD));
            assertEquals(GONE, after(Duration.ofSeconds(8), GONE));
        }
    }

    @Test
    void thirdLossWithinHalfAMinute_makesItUnsteady() {
        flaps(2);
        assertEquals(WELL, after(SECOND, WELL));
        assertEquals(GONE_UNSTEADY, after(SECOND, GONE));
        assertEquals(GONE_UNSTEADY, after(SECOND, WELL));
    }

    @Test
    void unsteadyDevice_isWellAgainAfterFiveSeconds_andMayFailTwiceAnew() {
        flaps(3);
        assertEquals(GONE_UNSTEADY, after(SECOND, WELL));
        assertEquals(GONE_UNSTEADY, after(SECOND.multipliedBy(4), CARD));
        assertEquals(CARD, after(SECOND, CARD));
        assertEquals(GONE, after(SECOND, GONE));
        assertEquals(WELL, after(SECOND, WELL));
    }

    @Test
    void lostAgainWhileUnsteady_theFiveSecondsBeginAnew_andTheLastTroubleIsTold() {
        flaps(3);
        after(SECOND, WELL);
        assertEquals(
                DeviceStatus.without(DeviceState.POWER_OFF, "silent", "unsteady"),
                after(SECOND.multipliedBy(4), SILENT));
        after(SECOND, WELL);
        assertEquals(DeviceState.POWER_OFF, after(SECOND.multipliedBy(4), WELL).state());
        assertEquals(WELL, after(SECOND, WELL));
    }

    @Test
    void deviceThatIsGoneForGood_isNotUnsteady() {
        for (int i = 0; i < 50; i++) {
            assertEquals(GONE, after(SECOND, GONE));
            assertEquals(SILENT, after(SECOND, SILENT));
        }
    }
}
