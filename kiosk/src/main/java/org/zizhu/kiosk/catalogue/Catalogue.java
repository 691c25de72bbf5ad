package org.zizhu.kiosk.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The items that this unit offers, in the order in which they are shown. */
public record Catalogue(List<Item> items) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public Catalogue {
        items = List.copyOf(items);
        if (items.isEmpty() || items.stream().map(Item::id).distinct().count() != items.size()) {
            throw new IllegalArgumentException("a catalogue has items, each with an id of its own");
        }
    }

    /** Reads a catalogue file; says which line is wrong when one is. */
    public static Catalogue read(Path file) throws IOException {
        try {
            return of(Files.readString(file));
        } catch (IOException e) {
            throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /** Reads a catalogue; says which line is wrong when one is. */
    public static Catalogue of(String yaml) throws IOException {
        try {
            Catalogue read = YAML.readValue(yaml, Catalogue.class);
            Whole.check(read);
            read.items.forEach(Item::check);
            return read;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The catalogue that comes with the product. */
    public static Catalogue shipped() {
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.yaml")) {
            if (in == null) {
                throw new IllegalStateException("catalogue.yaml is missing from the product");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("catalogue.yaml can't be read", e);
        }
    }

    public Item item(String id) {
        return items.stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no item " + id));
    }
}
