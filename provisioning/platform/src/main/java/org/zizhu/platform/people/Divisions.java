package org.zizhu.platform.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The divisions of the five founding cities, from city to town (GB/T 2260 and 9-digit township codes, as of 2024-11). */
final class Divisions {

    /** 411771 is a statistical area (经济技术开发区), not a division of GB/T 2260: nobody's number starts with it. */
    private static final String STATISTICAL_ONLY = "411771";

    private record Row(String code, String name, String parent) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();

    Divisions() {
        for (String city : List.of("4301", "4117", "4109", "4308", "4504")) {
            load("/divisions/seed_" + city + ".csv");
        }
    }

    /** Counties and districts whose code starts with the prefix. */
    List<Division> counties(String prefix) {
        return rows.values().stream()
                .filter(row -> row.code.length() == 6 && row.code.startsWith(prefix))
                .filter(row -> rows.containsKey(row.parent) && !row.code.equals(STATISTICAL_ONLY))
                .map(row -> new Division(row.code, row.name, name(row.parent)))
                .toList();
    }

    /** Names of the towns and streets of a county. */
    List<String> towns(Division county) {
        List<String> names = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.parent.equals(county.code()) && row.code.length() == 9) {
                names.add(row.name);
            }
        }
        return names;
    }

    private String name(String code) {
        Row row = rows.get(code);
        if (row == null) {
            throw new IllegalArgumentException("no division " + code);
        }
        return row.name;
    }

    private void load(String resource) {
        InputStream in = Divisions.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is missing from the class path");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> {
                rows.put(cells[0], new Row(cells[0], cells[1], cells[2]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
