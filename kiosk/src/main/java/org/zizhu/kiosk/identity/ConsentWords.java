package org.zizhu.kiosk.identity;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The words with which consent to a face check is asked for.
 *
 * @param version of the words; the journal keeps it with the answer
 * @param points what for, where, how long, and that one may say no
 */
public record ConsentWords(String version, Text heading, List<Screen.Section> points) {

    public ConsentWords {
        points = List.copyOf(points);
    }

    /** The words that come with the product. */
    public static ConsentWords shipped() {
        try (InputStream in = ConsentWords.class.getResourceAsStream("consent.yaml")) {
            if (in == null) {
                throw new IllegalStateException("consent.yaml is missing from the product");
            }
            return YAMLMapper.builder()
                    .enable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build()
                    .readValue(in, ConsentWords.class);
        } catch (IOException e) {
            throw new IllegalStateException("consent.yaml can't be read", e);
        }
    }
}
