package org.zizhu.drivers.face.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.face.onnx.FaceSight;

/**
 * All pairs of photos of a folder that has a folder for each person.
 *
 * @param photos in all
 * @param notAcquired those on which not exactly one face was found
 * @param rates genuine pairs above, impostor pairs below
 */
public record Pairs(int people, int photos, int notAcquired, Rates rates, StepTimes times) {

    /** Compares all with all. */
    public static Pairs of(Path folder, FaceSight sight) throws IOException {
        return of(Album.of(folder), sight);
    }

    static Pairs of(Album album, FaceSight sight) throws IOException {
        List<FaceView.OneFace> faces = new ArrayList<>();
        List<String> names = new ArrayList<>();
        StepTimes times = new StepTimes();
        try {
            for (Map.Entry<String, List<Path>> person : album.folders().entrySet()) {
                for (Path photo : person.getValue()) {
                    FaceView view = sight.look(Files.readAllBytes(photo), 0);
                    if (view instanceof FaceView.OneFace face) {
                        faces.add(face);
                        names.add(person.getKey());
                        times.add(sight.took());
                    } else {
                        view.close();
                    }
                }
            }
            Rates rates = new Rates(scores(faces, names, true), scores(faces, names, false));
            return new Pairs(album.folders().size(), album.photos(), album.photos() - faces.size(), rates, times);
        } finally {
            faces.forEach(FaceView.OneFace::close);
        }
    }

    private static double[] scores(List<FaceView.OneFace> faces, List<String> names, boolean samePerson) {
        return IntStream.range(0, faces.size())
                .boxed()
                .flatMapToDouble(i -> IntStream.range(0, i)
                        .filter(j -> names.get(i).equals(names.get(j)) == samePerson)
                        .mapToDouble(j ->
                                faces.get(i).template().similarity(faces.get(j).template())))
                .toArray();
    }
}
