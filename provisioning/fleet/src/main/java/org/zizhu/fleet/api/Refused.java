package org.zizhu.fleet.api;

/** A program's request is not done. */
final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    private final Objection objection;

    Refused(Objection objection) {
        super(objection.code());
        this.objection = objection;
    }

    Objection objection() {
        return objection;
    }
}
