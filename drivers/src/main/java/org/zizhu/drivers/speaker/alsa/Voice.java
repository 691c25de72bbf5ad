package org.zizhu.drivers.speaker.alsa;

import java.util.Locale;
import java.util.Optional;

/**
 * A voice of the synthesiser. Chinese has none yet: its {@code cmn} voice misreads characters, and {@code cmn-latn-pinyin}
 * wants pinyin with tone numbers, for which a lexicon of readings is needed. Until then Chinese is spoken by recorded clips.
 *
 * @param name as the synthesiser calls it
 */
record Voice(String name) {

    /** The voice for a language, if there is one that is understood. */
    static Optional<Voice> of(Locale language) {
        String code = language.getLanguage();
        return code.equals("zh") || !code.matches("[a-z]{2,3}") ? Optional.empty() : Optional.of(new Voice(code));
    }

    /** The text as the voice wants it. */
    String spelled(String text) {
        return text;
    }
}
