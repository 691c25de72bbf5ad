package org.zizhu.platform;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Where and how a sandbox city runs.
 *
 * @param folder database and keys; made at first start
 * @param apiPort TLS port on loopback; 0 for any free one
 * @param publicPort port of the verification page on loopback; 0 for any free one
 * @param clock the city's time; certificates for TLS are dated by it too, so it may not be years away from the machine's
 * @param seed of the people; a folder belongs to the seed it was founded with
 */
public record Settings(Path folder, int apiPort, int publicPort, InstantSource clock, long seed) {}
