package org.zizhu.drivers.face.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of folders of photos; how deep the photos lie within one of them is no matter. */
record Album(Map<String, List<Path>> folders) {

    /** All pairs are compared: some millions, which takes a minute. */
    private static final int MOST_PHOTOS = 5_000;

    static Album of(Path folder) throws IOException {
        Map<String, List<Path>> folders = new TreeMap<>();
        int photos = 0;
        for (Path one : listed(folder)) {
            if (Files.isDirectory(one)) {
                List<Path> found = photos(one);
                photos += found.size();
                folders.put(String.valueOf(one.getFileName()), found);
            }
        }
        if (photos > MOST_PHOTOS) {
            throw new IOException("these are " + photos + " photos; take at the most " + MOST_PHOTOS);
        }
        return new Album(folders);
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<Path> photos(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> photos = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                if (file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png)")) {
                    photos.add(file);
                }
            }
            return photos;
        }
    }

    boolean tellsLiveFromAttack() {
        return folders.containsKey("live") && folders.containsKey("attack");
    }

    int photos() {
        return folders.values().stream().mapToInt(List::size).sum();
    }
}
