/** The city's text messages: what arrives on citizens' phones. */
@NullMarked
package org.zizhu.platform.phone;

import org.jspecify.annotations.NullMarked;
