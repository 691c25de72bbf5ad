package org.zizhu.drivers.document.emulator;

/** How an emulated printer's network side misbehaves. */
public enum LinkFault {
    NONE,
    /** Takes the request and never answers. */
    SILENT,
    /** Answers 200 with bytes that are no IPP. */
    GARBAGE,
    /** Answers every request with HTTP 500. */
    HTTP_500,
    /** Does what it was asked to, and closes the connection instead of answering. */
    HANGS_UP
}
