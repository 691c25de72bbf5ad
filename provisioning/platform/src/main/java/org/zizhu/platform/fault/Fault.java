package org.zizhu.platform.fault;

import java.time.Duration;

/** A way in which a platform that still accepts connections can be ill. */
public sealed interface Fault {

    /** Answers properly, but so much later. */
    record Slow(Duration by) implements Fault {}

    /** Does what it was asked for; the answer never arrives, and nobody hangs up until all is well again. */
    record AnswerLost() implements Fault {}

    /** Answers 500, as the contract says it. */
    record ServerError() implements Fault {}

    /** Answers 200 with something that is not what was asked for. */
    record Nonsense(Kind kind) implements Fault {}

    /** What may come instead of an answer. */
    enum Kind {
        /** JSON of another shape. */
        WRONG_JSON,
        /** A page for people, as proxies and portals send it. */
        HTML,
        /** JSON that breaks off, while the length promised more. */
        TRUNCATED,
        /** A fitting body under a wrong content type. */
        WRONG_CONTENT_TYPE,
        /** No byte of a body. */
        EMPTY
    }
}
