package org.zizhu.drivers.document;

/** What became of a print job. Reasons are keywords of RFC 8011 §5.3.8 and §5.4.12, or of the driver. */
public sealed interface PrintEnd {

    /** The printer says so, and all expected pages came out. */
    record Printed(int pages) implements PrintEnd {}

    /** Certainly no page came out. */
    record NotPrinted(String reason) implements PrintEnd {}

    /** Some pages came out, or the count does not fit. The document is spoiled. */
    record Partly(int pagesCompleted, int pagesExpected, String reason) implements PrintEnd {}

    /** Contact was lost, or the printer has forgotten: anything between nothing and all. To be settled by a person. */
    record Unknown(int pagesSeen, int pagesExpected, String reason) implements PrintEnd {}
}
