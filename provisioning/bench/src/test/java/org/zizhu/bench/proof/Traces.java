package org.zizhu.bench.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.zizhu.platform.people.Person;

/** Searches bytes for what belongs to a person alone: their number and their name, in every encoding on the way. */
final class Traces {

    private static final List<Charset> ENCODINGS = List.of(
            StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("GB18030"));

    private Traces() {}

    /** Every trace in the files of the folders, as "what, encoding, file"; empty if there is none. */
    static List<String> of(Person person, Path... folders) {
        List<String> found = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    byte[] content = Files.readAllBytes(file);
                    in(content, person).forEach(trace -> found.add(trace + " in " + folder.relativize(file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** Every trace in the bytes. */
    static List<String> in(byte[] content, Person person) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        secrets(person).forEach((what, secret) -> {
            for (Charset encoding : ENCODINGS) {
                if (text.contains(new String(secret.getBytes(encoding), StandardCharsets.ISO_8859_1))) {
                    found.add(what + " as " + encoding);
                }
            }
        });
        return found;
    }

    private static Map<String, String> secrets(Person person) {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("number", person.card().number());
        secrets.put("name", person.card().knownName());
        return secrets;
    }
}
