package org.zizhu.kiosk.platform;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where the platform is and how this unit proves itself to it.
 *
 * @param keystore PKCS#12 with the unit's key and certificate
 * @param passwordFile its password, one line
 * @param ca PEM file with the certificate of the authority that the platform's certificate must come from; documents' seals too
 */
public record PlatformSettings(URI uri, Path keystore, Path passwordFile, Path ca) {}
