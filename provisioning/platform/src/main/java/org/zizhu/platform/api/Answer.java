package org.zizhu.platform.api;

/** What is answered to a terminal. */
sealed interface Answer {

    /** Done, with a JSON body. */
    record Given(int status, String json) implements Answer {
        @Override
        public String toString() {
            return "Given[" + status + "]";
        }
    }

    /** Done, and there is nothing to say. */
    record Noted() implements Answer {}

    /** The content of a document. */
    record Pdf(byte[] content) implements Answer {
        @Override
        public String toString() {
            return "Pdf[" + content.length + " bytes]";
        }
    }

    /** A photo. */
    record Jpeg(byte[] content) implements Answer {
        @Override
        public String toString() {
            return "Jpeg[" + content.length + " bytes]";
        }
    }

    /** Not done. */
    record Refused(Refusal refusal) implements Answer {}

    /** The word for the audit. */
    default String outcome() {
        return this instanceof Refused refused ? refused.refusal.code() : "done";
    }
}
