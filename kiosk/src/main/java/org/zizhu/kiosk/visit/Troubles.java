package org.zizhu.kiosk.visit;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The words for everything that can go wrong, by code, from {@code troubles.yaml}. */
public final class Troubles {

    /**
     * Words for one code.
     *
     * @param severe whether another try is of no use
     */
    public record Words(Text what, List<Text> next, boolean severe) {}

    private final Map<String, Words> words;

    private Troubles(Map<String, Words> words) {
        this.words = Map.copyOf(words);
    }

    /** The words that come with the product. */
    public static Troubles shipped() {
        try (InputStream in = Troubles.class.getResourceAsStream("troubles.yaml")) {
            if (in == null) {
                throw new IllegalStateException("troubles.yaml is missing from the product");
            }
            return new Troubles(YAMLMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(in, new TypeReference<Map<String, Words>>() {}));
        } catch (IOException e) {
            throw new IllegalStateException("troubles.yaml can't be read", e);
        }
    }

    /** The words for a code; for one that nobody has foreseen, those of "refused". */
    public Words words(String code) {
        Words found = words.get(code);
        if (found == null) {
            found = words.get("refused");
        }
        if (found == null) {
            throw new IllegalStateException("troubles.yaml has no words for what is unforeseen");
        }
        return found;
    }

    /** A screen that tells of a trouble. */
    public Screen.Trouble screen(String code, List<Choice> choices) {
        Words told = words(code);
        return new Screen.Trouble(code, told.what(), told.next(), told.severe(), choices);
    }

    public boolean foreseen(String code) {
        return words.containsKey(code);
    }
}
