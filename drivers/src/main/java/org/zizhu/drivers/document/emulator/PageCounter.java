package org.zizhu.drivers.document.emulator;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** How many pages a PDF has; 0 if it can't be printed at all. */
@FunctionalInterface
public interface PageCounter {

    int pages(byte[] pdf);

    /**
     * Counts without a PDF library: the largest {@code /Count} beside a {@code /Type /Pages} (ISO 32000-1 §7.7.3.2), also
     * in object streams (§7.5.7). Right for documents without an outline; inject a real parser where one is at hand.
     */
    static PageCounter byPageTree() {
        return PageTree::count;
    }

    /** The page tree as far as text search finds it. */
    final class PageTree {
        private static final Pattern OBJECT = Pattern.compile("\\bobj\\b(.*?)(?:endobj|$)", Pattern.DOTALL);
        private static final Pattern PAGES = Pattern.compile("/Type\\s*/Pages\\b");
        private static final Pattern COUNT = Pattern.compile("/Count\\s+(\\d{1,6})");
        private static final Pattern STREAM = Pattern.compile("\\bstream\\r?\\n");

        /** The object stream of a document of thousands of pages. */
        private static final int LONGEST_OBJECTS_BYTES = 8 * 1024 * 1024;

        private PageTree() {}

        static int count(byte[] pdf) {
            String text = new String(pdf, StandardCharsets.ISO_8859_1);
            if (!text.startsWith("%PDF-")) {
                return 0;
            }
            int count = 0;
            Matcher object = OBJECT.matcher(text);
            while (object.find()) {
                String body = object.group(1);
                Matcher stream = STREAM.matcher(body);
                boolean holdsObjects =
                        stream.find() && body.substring(0, stream.start()).contains("/ObjStm");
                count = Math.max(count, largestCount(holdsObjects ? inflate(body.substring(stream.end())) : body));
            }
            return count;
        }

        private static int largestCount(String objects) {
            if (!PAGES.matcher(objects).find()) {
                return 0;
            }
            int largest = 0;
            Matcher count = COUNT.matcher(objects);
            while (count.find()) {
                largest = Math.max(largest, Integer.parseInt(count.group(1)));
            }
            return largest;
        }

        private static String inflate(String stream) {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(stream.getBytes(StandardCharsets.ISO_8859_1));
                StringBuilder text = new StringBuilder();
                byte[] buffer = new byte[8192];
                for (int n = inflater.inflate(buffer);
                        n > 0 && text.length() < LONGEST_OBJECTS_BYTES;
                        n = inflater.inflate(buffer)) {
                    text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                }
                return text.toString();
            } catch (DataFormatException e) {
                return "";
            } finally {
                inflater.end();
            }
        }
    }
}
