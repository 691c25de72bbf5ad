package org.zizhu.platform.payment.emulator;

import java.time.Instant;
import org.zizhu.platform.payment.Means;

/**
 * Money that left a citizen's wallet or came back to it, as the wallet's list shows it.
 *
 * @param order the merchant's number
 * @param payer whose wallet
 * @param back whether it came back
 */
public record Movement(Means means, String order, String what, long fen, String payer, boolean back, Instant at) {}
