package org.zizhu.ui.look;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.zizhu.kiosk.screen.Language;

/** The words that belong to the window itself: title, help, page numbers. All others come with the screen. */
public final class Words {
    private final Locale locale;
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        this.locale = locale;
        // No fall-back to the machine's own language: a missing bundle must fail, not speak another tongue.
        this.bundle = ResourceBundle.getBundle(
                "org.zizhu.ui.look.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public static Words in(Language language) {
        return new Words(Locale.forLanguageTag(language.tag()));
    }

    /** The words for {@code key}, with {@code {0}}, {@code {1}} … replaced by the values. */
    public String say(String key, Object... values) {
        String pattern = bundle.getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
    }

    /** One of two lengths of text, in characters that take about the same room. */
    public int words(int chinese, int other) {
        return locale.getLanguage().equals("zh") ? chinese : other;
    }

    public Locale locale() {
        return locale;
    }
}
