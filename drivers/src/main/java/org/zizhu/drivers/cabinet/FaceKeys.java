package org.zizhu.drivers.cabinet;

import org.zizhu.drivers.Device;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.onnx.OnnxFaceMatcher;

/** What the wiring file says of a matcher of faces: {@code models}, and in hundredths {@code accept}, {@code doubt} and {@code live}. */
final class FaceKeys {

    /** Below it every tenth stranger is the same person. */
    private static final int LEAST_SIMILARITY = 20;

    /** Above it hardly anybody is like a photo of some years ago. */
    private static final int MOST_SIMILARITY = 90;

    private FaceKeys() {}

    static Device matcher(Wire wire) throws Wire.Wrong {
        FacePolicy usual = FacePolicy.USUAL;
        int accept = wire.integer("accept", LEAST_SIMILARITY, MOST_SIMILARITY, hundredths(usual.accept()));
        int doubt = wire.integer("doubt", LEAST_SIMILARITY, MOST_SIMILARITY, hundredths(usual.doubt()));
        int live = wire.integer("live", 0, 99, hundredths(usual.live()));
        if (doubt > accept) {
            throw wire.wrong("doubt", "is above what is accepted; give it at the most " + accept);
        }
        FacePolicy policy =
                new FacePolicy(accept / 100.0, doubt / 100.0, live / 100.0, usual.turnDegrees(), usual.turnWithin());
        return new OnnxFaceMatcher(wire.name(), wire.path("models"), policy, wire.monotonic(), wire.clock());
    }

    private static int hundredths(double share) {
        return (int) Math.round(100 * share);
    }
}
