package org.zizhu.kiosk.identity;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.zizhu.drivers.idcard.PhotoDecoder;

/**
 * What a face check needs beside camera and matcher.
 *
 * @param decoder of the photo on cards, where the site has one: it is licensed, and plugged in as a service
 * @param random decides to which side the head is to be turned; nobody may be able to guess
 */
public record FaceMeans(Optional<PhotoDecoder> decoder, RandomGenerator random) {}
