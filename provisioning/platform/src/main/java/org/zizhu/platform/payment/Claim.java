package org.zizhu.platform.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that neither bought anything nor went back, for a person to settle.
 *
 * @param number what a citizen is given for it
 * @param settled null while it is open
 */
public record Claim(String number, String order, long fen, Ground ground, Instant opened, @Nullable Instant settled) {}
