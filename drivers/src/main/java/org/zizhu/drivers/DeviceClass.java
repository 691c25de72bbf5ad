package org.zizhu.drivers;

/** A class of device, as a wiring file, a page or a screen groups them; the classes of {@code design.md} §3. */
public enum DeviceClass {
    ID_CARD_READER,
    CHIP_CARD_READER,
    CODE_SCANNER,
    CAMERA,
    FACE_MATCHER,
    DOCUMENT_PRINTER,
    RECEIPT_PRINTER,
    CARD_DISPENSER,
    BLANK_PRINTER,
    LOCKER,
    PANEL,
    POWER_SUPPLY,
    SPEAKER
}
