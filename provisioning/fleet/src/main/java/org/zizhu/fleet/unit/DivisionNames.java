package org.zizhu.fleet.unit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What divisions are called, from the centre's file {@code divisions.csv}: a line for each, {@code code,中文名,English name}. One that nobody has
 * named goes by its code.
 */
public record DivisionNames(Map<String, Name> byCode) {

    public static final String FILE = "divisions.csv";

    /** In both languages. */
    public record Name(String zh, String en) {}

    /**
     * Those of that folder; none, if there is no file.
     *
     * @throws IOException if a line is none; says which
     */
    public static DivisionNames in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Map<String, Name> names = new HashMap<>();
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).strip().split("\\s*,\\s*", -1);
            boolean blank = parts.length == 1 && parts[0].isEmpty();
            if (!blank
                    && (parts.length != 3 || !Division.isOne(parts[0]) || parts[1].isEmpty() || parts[2].isEmpty())) {
                throw new IOException(FILE + ", line " + (i + 1) + ": not code,中文名,English name");
            }
            if (!blank) {
                names.put(parts[0], new Name(parts[1], parts[2]));
            }
        }
        return new DivisionNames(Map.copyOf(names));
    }

    public String of(Division division, boolean english) {
        Name name = byCode.get(division.code());
        if (name == null) {
            return division.code();
        }
        return english ? name.en() : name.zh();
    }
}
