package org.zizhu.fleet.api;

import java.util.Locale;

/** Every reason for which the fleet says no to a program; openapi.yaml. The name in lower case with hyphens is the code on the wire. */
enum Objection {
    MALFORMED_REQUEST(400),
    /** The answer says in which line, and what. */
    SETUP_WRONG(400),
    /** None was shown, or it was withdrawn, or has expired. */
    API_TOKEN_REQUIRED(401),
    NOT_ALLOWED(403),
    /** Also what is not in the token's division. */
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    /** Somebody has taken the alarm on, or it is over. */
    ALREADY_DONE(409),
    /** The unit is barred, the key was used for something else, too much waits for the unit, or the group has not as many units as was said. */
    NOT_ORDERED(409),
    /** Another group of the division is called so. */
    NAME_TAKEN(409),
    /** A unit is not in the group's division, or there is none of that id. */
    UNIT_ELSEWHERE(409),
    /** A group is not dissolved while units are in it. */
    NOT_EMPTY(409),
    TOO_LARGE(413),
    NOT_JSON(415),
    NOT_YAML(415),
    INTERNAL_ERROR(500),
    TOO_BUSY(503);

    private final int status;

    Objection(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
