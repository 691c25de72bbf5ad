package org.zizhu.drivers.cabinet;

import java.net.URI;

/** The key of a power supply: {@code uri: nut://127.0.0.1:3493/kiosk}, the name being the one in NUT's {@code ups.conf}. */
final class NutKeys {

    private NutKeys() {}

    static URI uri(Wire wire) throws Wire.Wrong {
        URI uri = wire.uri("uri", "nut");
        if (uri.getHost() == null || uri.getPath() == null || !uri.getPath().matches("/[A-Za-z0-9_.-]+")) {
            throw wire.wrong("uri", "names no supply on a server; write it as nut://127.0.0.1:3493/kiosk");
        }
        return uri;
    }
}
