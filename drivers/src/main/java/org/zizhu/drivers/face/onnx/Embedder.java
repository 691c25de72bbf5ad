package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.util.List;
import org.zizhu.drivers.face.FaceTemplate;

/** Makes templates: the close-up of a face in BGR gives 512 numbers. */
final class Embedder {
    private static final int NUMBERS = 512;

    private final Network network;

    Embedder(Networks networks) throws IOException {
        network = networks.open(
                ModelFolder.Model.FEATURE, CloseUp.SIDE, CloseUp.SIDE, Channels.BGR_AROUND_ZERO, List.of(), NUMBERS);
    }

    FaceTemplate template(CloseUp face) throws IOException {
        return FaceTemplate.of(network.of(face.colours()).get(0));
    }
}
