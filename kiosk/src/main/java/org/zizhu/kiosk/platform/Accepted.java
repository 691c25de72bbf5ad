package org.zizhu.kiosk.platform;

/** The platform has taken note; there is nothing more to say. */
public record Accepted() {}
