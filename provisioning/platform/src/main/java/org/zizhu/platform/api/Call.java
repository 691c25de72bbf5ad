package org.zizhu.platform.api;

import org.jspecify.annotations.Nullable;

/**
 * One request that is well-formed and comes from the terminal it names.
 *
 * @param number document number from the path; empty where the path has none
 * @param key idempotency key; empty where the operation needs none
 */
record Call<B extends Body>(B body, String terminal, String number, String key) {

    /** What is answered, and for the audit whom it concerned (register id), and on what it was granted or not. */
    record Reply(Answer answer, @Nullable String person, @Nullable Basis basis) {
        Reply(Answer answer, @Nullable String person) {
            this(answer, person, null);
        }

        Reply(Answer answer, Holder holder) {
            this(answer, holder.citizen().id(), holder.basis());
        }

        static Reply refused(Refusal refusal) {
            return new Reply(new Answer.Refused(refusal), null, null);
        }

        static Reply refused(Refusal refusal, String person) {
            return new Reply(new Answer.Refused(refusal), person);
        }

        static Reply refused(Refusal refusal, Holder holder) {
            return new Reply(new Answer.Refused(refusal), holder);
        }
    }

    @Override
    public String toString() {
        return "Call[" + body.getClass().getSimpleName() + "]";
    }
}
