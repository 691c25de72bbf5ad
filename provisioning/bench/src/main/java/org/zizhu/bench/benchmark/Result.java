package org.zizhu.bench.benchmark;

/**
 * One line of the report.
 *
 * @param measured with its unit; the median where there are several values
 * @param compared what it is held against, and that one's value; may be empty
 * @param ratio of the two; may be empty
 * @param goal may be empty
 * @param reason why it could not be measured; else empty
 */
record Result(
        String what, String measured, String compared, String ratio, String goal, Verdict verdict, String reason) {

    Result(String what, String measured, String compared, String ratio, String goal, Verdict verdict) {
        this(what, measured, compared, ratio, goal, verdict, "");
    }

    enum Verdict {
        MET("met"),
        MISSED("MISSED"),
        /** There is no goal. */
        NONE(""),
        NOT_MEASURED("NOT MEASURED");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        static Verdict met(boolean met) {
            return met ? MET : MISSED;
        }

        String word() {
            return word;
        }
    }

    /** Nothing could be found out, for this reason. */
    static Result notMeasured(String what, String why) {
        return new Result(what, "–", "", "", "", Verdict.NOT_MEASURED, why);
    }
}
