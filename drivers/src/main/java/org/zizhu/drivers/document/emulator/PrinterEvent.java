package org.zizhu.drivers.document.emulator;

/** What happens inside an emulated printer, for a control panel and for tests. Told on its own threads. */
public sealed interface PrinterEvent {

    /** A page has come out; its sheet may still wait for its back. */
    record PageOut(String jobName, int page, int of) implements PrinterEvent {}

    /** A whole document has arrived. */
    record DocumentArrived(String jobName, int bytes, int pages) implements PrinterEvent {}
}
