package org.zizhu.drivers.document;

import java.util.List;

/**
 * What a printer can do (RFC 8011 §5.4).
 *
 * @param model printer-make-and-model
 * @param formats document-format-supported
 * @param media media-supported (PWG 5101.1 names)
 * @param duplex whether it prints on both sides
 * @param sensesOutput whether it tells if sheets lie in its output tray (printer-output-tray, PWG 5100.13)
 */
public record PrinterCapabilities(
        String model, List<String> formats, List<String> media, boolean duplex, boolean sensesOutput) {
    public static final PrinterCapabilities NOT_KNOWN = new PrinterCapabilities("", List.of(), List.of(), false, false);
}
