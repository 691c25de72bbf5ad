package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How a folder looks from outside: whether something in it was changed is told without reading it all. */
record ModelStamp(List<String> files) {

    static ModelStamp of(Path folder) {
        List<String> seen = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
                seen.add(file.getFileName() + " " + is.size() + " " + is.lastModifiedTime() + " " + is.fileKey());
            }
        } catch (IOException e) {
            // Not there, or just being changed: it will look otherwise when it is.
            seen.add("unreadable");
        }
        return new ModelStamp(seen);
    }
}
