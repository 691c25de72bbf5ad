package org.zizhu.kiosk.simulation;

/** Something that always holds did not: nothing in the kiosk catches it. */
final class Violated extends Error {

    private static final long serialVersionUID = 1;

    private final String rule;

    /** @param rule short and stable: of two violations of one rule the shorter story is told */
    Violated(String rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }
}
