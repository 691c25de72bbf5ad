package org.zizhu.platform.bilingual;

/** The same words in Chinese (GB 18030 repertoire) and in English. */
public record Text(String zh, String en) {}
