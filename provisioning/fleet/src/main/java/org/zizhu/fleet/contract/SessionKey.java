package org.zizhu.fleet.contract;

/**
 * What tells a unit from its copy: given with each welcome, shown with the next hello.
 *
 * @param epoch counts the welcomes
 */
public record SessionKey(long epoch, String secret) {

    public SessionKey {
        Form.secret(secret);
    }

    @Override
    public String toString() {
        return "SessionKey[" + epoch + "]";
    }
}
