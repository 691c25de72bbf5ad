package org.zizhu.fleet.setup;

/**
 * Why a text can be no unit's setup. It repeats no value of it.
 *
 * @param line from 1; where it was noticed
 */
public record Wrong(int line, String chinese, String english) {}
