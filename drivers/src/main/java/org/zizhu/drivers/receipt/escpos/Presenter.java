package org.zizhu.drivers.receipt.escpos;

/** How a model hands out what it has cut. */
public enum Presenter {
    /** The paper hangs in the slot until it is torn off; nothing senses it. Epson TM, MS-D347, EP802-TU and the like. */
    NONE,

    /**
     * Custom's ejector with a paper sensor in its mouth, as in VKP80 II, KPM and VeriPrint models: {@code 1D 65 03 m}
     * presents, {@code 1D 65 02} retracts (to be enabled in the printer's set-up), and bit 5 of the first status byte of {@code DLE
     * EOT 20} tells whether a ticket is there.
     */
    CUSTOM
}
