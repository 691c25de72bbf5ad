package org.zizhu.fleet.operator;

/**
 * Somebody who has signed in.
 *
 * @param csrf has to come with each form that they send, so that no other site can send one in their name
 */
public record Session(Operator operator, String csrf) {
    @Override
    public String toString() {
        return "Session[" + operator.name() + "]";
    }
}
