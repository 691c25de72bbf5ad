package org.zizhu.kiosk.platform;

import java.time.Instant;
import org.zizhu.kiosk.screen.Text;

/**
 * A booked appointment (预约).
 *
 * @param place the hall that it is in
 * @param counter where to go in it
 */
public record Booking(String number, Text itemName, String place, Text counter, Instant starts, Instant ends) {}
