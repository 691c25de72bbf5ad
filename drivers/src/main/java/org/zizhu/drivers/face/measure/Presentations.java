package org.zizhu.drivers.face.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.face.onnx.FaceSight;

/**
 * Pictures of living faces, and of pictures of faces, each judged by passive liveness alone.
 *
 * @param notAcquired those on which not exactly one face was found
 * @param rates the living above, the attacks below
 */
record Presentations(int notAcquired, Rates rates, StepTimes times) {

    static Presentations of(Album album, FaceSight sight) throws IOException {
        StepTimes times = new StepTimes();
        List<Path> living = album.folders().getOrDefault("live", List.of());
        List<Path> attacks = album.folders().getOrDefault("attack", List.of());
        double[] live = scores(living, sight, times);
        double[] attack = scores(attacks, sight, times);
        int without = living.size() + attacks.size() - live.length - attack.length;
        return new Presentations(without, new Rates(live, attack), times);
    }

    private static double[] scores(List<Path> photos, FaceSight sight, StepTimes times) throws IOException {
        List<Double> scores = new ArrayList<>();
        for (Path photo : photos) {
            try (FaceView view = sight.look(Files.readAllBytes(photo), 0)) {
                if (view instanceof FaceView.OneFace face) {
                    scores.add(face.liveness());
                    times.add(sight.took());
                }
            }
        }
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
