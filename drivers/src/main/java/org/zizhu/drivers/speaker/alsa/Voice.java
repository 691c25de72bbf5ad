package org.zizhu.drivers.speaker.alsa;

import java.util.Locale;
import java.util.Optional;

/**
 * A voice of the synthesiser. Chinese is spoken from pinyin with tone numbers, {@code ni3 hao3}, which is asked for as {@code
 * zh-Latn}: its {@code cmn} voice misreads characters, and readings of characters would take a lexicon.
 *
 * @param name as the synthesiser calls it
 */
record Voice(String name) {

    private static final Voice PINYIN = new Voice("cmn-latn-pinyin");

    /** The voice for a language, if there is one that is understood. */
    static Optional<Voice> of(Locale language) {
        String code = language.getLanguage();
        if (code.equals("zh")) {
            return language.getScript().equals("Latn") ? Optional.of(PINYIN) : Optional.empty();
        }
        return code.matches("[a-z]{2,3}") ? Optional.of(new Voice(code)) : Optional.empty();
    }
}
