/** The unit's voice through ALSA's player and a synthesiser, each a child process. */
@NullMarked
package org.zizhu.drivers.speaker.alsa;

import org.jspecify.annotations.NullMarked;
