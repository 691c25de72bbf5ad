package org.zizhu.drivers.receipt.layout;

/**
 * The sizes of type on a receipt, in dots of 1/8 mm. The body is 3.75 mm high, about twice what shops print, so that it can be
 * read at 70 without glasses.
 */
enum TextStyle {
    TITLE(48, 64, true),
    LONG_TITLE(40, 54, true),
    HEADING(34, 50, true),
    BODY(30, 43, false),
    LABEL(30, 43, false),
    VALUE(30, 43, true),
    CAPTION(26, 37, false);

    /** Height of a Chinese character. */
    final int sizeDots;

    /** From one baseline to the next. */
    final int leadingDots;

    final boolean bold;

    TextStyle(int sizeDots, int leadingDots, boolean bold) {
        this.sizeDots = sizeDots;
        this.leadingDots = leadingDots;
        this.bold = bold;
    }
}
