package org.zizhu.drivers.dispenser.crt591.emulator;

/**
 * What one sees who opens the cabinet's door.
 *
 * @param onTheWay where the card is: NOWHERE, BETWEEN, CHIP, BEZEL or GATE
 */
public record DispenserView(int inStacker, String onTheWay, int inBin, boolean jammed, boolean sensorStuck) {}
