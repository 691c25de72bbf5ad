/** A sound card that can be listened to by a program. */
@NullMarked
package org.zizhu.drivers.speaker.alsa.emulator;

import org.jspecify.annotations.NullMarked;
