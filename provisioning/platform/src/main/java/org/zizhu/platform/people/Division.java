package org.zizhu.platform.people;

/**
 * A county or district (GB/T 2260) of one of the founding cities.
 *
 * @param code 6 digits
 * @param city the name of the prefecture-level city it belongs to
 */
public record Division(String code, String name, String city) {}
