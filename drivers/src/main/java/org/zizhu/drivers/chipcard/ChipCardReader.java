package org.zizhu.drivers.chipcard;

import org.zizhu.drivers.DeviceClass;

/**
 * Reads chip cards that a citizen inserts or lays on it (读卡器). Its status says by {@code media} whether a card is in it.
 */
public interface ChipCardReader extends ChipCardSlot {
    @Override
    default DeviceClass deviceClass() {
        return DeviceClass.CHIP_CARD_READER;
    }
}
