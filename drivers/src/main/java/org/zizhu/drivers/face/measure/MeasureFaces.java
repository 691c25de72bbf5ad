package org.zizhu.drivers.face.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.onnx.FaceSight;

/**
 * What {@code ./run faces DIR} starts: measures on a folder of photos and prints what it found. Ends with 2 for a folder that can't
 * be measured on.
 */
public final class MeasureFaces {

    private static final String LAYOUT =
            """
            one folder for each person, with two photos or more:     DIR/NAME/*.jpg
            or pictures of living faces and of pictures of faces:    DIR/live/*.jpg  DIR/attack/*.jpg""";

    private MeasureFaces() {}

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        if (given.size() != 3 || !given.get(0).equals("--models")) {
            refuse("faces needs one folder:\n" + LAYOUT);
        }
        Path folder = Path.of(given.get(2));
        if (!Files.isDirectory(folder)) {
            refuse("there is no folder " + folder);
        }
        Album album = album(folder);
        if (album.photos() == 0) {
            refuse("no .jpg or .png in folders of " + folder + "; it needs\n" + LAYOUT);
        }
        try (FaceSight sight = sight(Path.of(given.get(1)))) {
            List<String> report = album.tellsLiveFromAttack()
                    ? FaceReport.of(Presentations.of(album, sight), FacePolicy.USUAL)
                    : FaceReport.of(Pairs.of(album, sight), FacePolicy.USUAL);
            report.forEach(System.out::println);
        }
    }

    private static Album album(Path folder) {
        try {
            return Album.of(folder);
        } catch (IOException e) {
            throw refuse(String.valueOf(e.getMessage()));
        }
    }

    private static FaceSight sight(Path models) {
        try {
            return FaceSight.open(models);
        } catch (IOException e) {
            throw refuse("the networks in " + models + " can't be used: " + e.getMessage());
        }
    }

    private static RuntimeException refuse(String why) {
        System.err.println("zizhu: " + why);
        System.exit(2);
        throw new IllegalStateException("has ended");
    }
}
