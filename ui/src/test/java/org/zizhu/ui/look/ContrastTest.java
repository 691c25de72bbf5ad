package org.zizhu.ui.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Ink and ground of the colour tokens stand apart as WCAG 2.1 §1.4.3 and §1.4.6 measure it, also for old eyes. */
class ContrastTest {

    private static final double USUAL = 4.5;
    private static final double HIGH = 7;

    /** Ground and the inks that stand on it. */
    private static final List<List<String>> PAIRS = List.of(
            List.of("ground", "ink", "ink-soft", "accent", "warn", "good", "ill"),
            List.of("card", "ink", "ink-soft", "accent", "warn", "good", "ill"),
            List.of("accent", "on-accent"),
            List.of("tint", "on-tint", "accent"),
            List.of("help", "on-help"),
            List.of("warn-ground", "on-warn", "warn"),
            List.of("good-ground", "good", "ink"),
            List.of("header", "on-header", "on-header-soft"),
            List.of("header-tint", "on-header"));

    @Test
    void usualInkStandsApartFromItsGround() throws IOException {
        assertEquals(List.of(), tooWeak(tokens(".frame {"), USUAL));
    }

    @Test
    void highContrastInkStandsFarApartFromItsGround() throws IOException {
        assertEquals(List.of(), tooWeak(tokens(".frame.contrast {"), HIGH));
    }

    private static List<String> tooWeak(Map<String, List<Integer>> tokens, double least) {
        List<String> weak = new ArrayList<>();
        for (List<String> pair : PAIRS) {
            for (String ink : pair.subList(1, pair.size())) {
                // A gradient has several colours: the ink has to stand apart from each.
                for (int ground : tokens.get(pair.get(0))) {
                    double ratio = ratio(ground, tokens.get(ink).get(0));
                    if (ratio < least) {
                        weak.add("%s on %s #%06X: %.2f".formatted(ink, pair.get(0), ground, ratio));
                    }
                }
            }
        }
        return weak;
    }

    private static Map<String, List<Integer>> tokens(String block) throws IOException {
        String css;
        try (InputStream in = ContrastTest.class.getResourceAsStream("kiosk.css")) {
            css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int start = css.indexOf(block);
        Map<String, List<Integer>> tokens = new HashMap<>();
        Matcher token =
                Pattern.compile("-z-([a-z-]+): ([^;]+);").matcher(css.substring(start, css.indexOf('}', start)));
        while (token.find()) {
            List<Integer> colours = new ArrayList<>();
            Matcher colour = Pattern.compile("#([0-9A-F]{6})").matcher(token.group(2));
            while (colour.find()) {
                colours.add(Integer.parseInt(colour.group(1), 16));
            }
            tokens.put(token.group(1), colours);
        }
        return tokens;
    }

    private static double ratio(int a, int b) {
        double lighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
