package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.face.FacePlace;
import org.zizhu.drivers.face.FaceQuality;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.face.Guidance;
import org.zizhu.drivers.face.HeadPose;
import org.zizhu.drivers.face.Photo;

/**
 * The five networks at work on one picture after the other. Of a picture nothing is left in it but the view that it returns. Used
 * by one thread; only {@link #close} may come from another.
 */
public final class FaceSight implements AutoCloseable {

    /** Another face of more than this share of the largest one's size could be meant too. */
    private static final double COULD_BE_MEANT = 0.5;

    /** The network is trusted with the side that a head is turned to, and with half of how far. */
    private static final double TRUST_IN_POSE = 2;

    private static final int EXERCISE_PIXELS = 240;

    /** On a machine that does much else; usual are 80 ms. */
    private static final Duration LONGEST_PICTURE = Duration.ofSeconds(3);

    /** What a picture goes through. */
    public enum Step {
        DECODE,
        DETECT,
        LANDMARKS,
        EMBEDDING,
        /** Computed beside the pose and the embedding: only by how much longer it takes than both. */
        LIVENESS,
        POSE
    }

    private final Networks networks;
    private final Detector detector;
    private final Landmarker landmarker;
    private final Embedder embedder;
    private final Liveness liveness;
    private final PoseEstimator poses;
    private final SecondHand secondHand = new SecondHand();
    private final Map<Step, Duration> took = new EnumMap<>(Step.class);
    private long stepNanos;

    private final Object use = new Object();
    // Guarded by use.
    private boolean inUse;
    private boolean closed;

    private FaceSight(Networks networks) throws IOException {
        this.networks = networks;
        this.detector = new Detector(networks);
        this.landmarker = new Landmarker(networks);
        this.embedder = new Embedder(networks);
        this.liveness = new Liveness(networks);
        this.poses = new PoseEstimator(networks);
    }

    /**
     * Opens the networks; takes about a second.
     *
     * @param models the folder with their weights
     * @throws IOException says by a keyword what is wrong with them
     */
    public static FaceSight open(Path models) throws IOException {
        Networks networks = new Networks(new ModelFolder(models));
        try {
            FaceSight sight = new FaceSight(networks);
            // Networks of another make show by what they answer.
            sight.exercise();
            return sight;
        } catch (IOException | RuntimeException e) {
            // Without a picture the second hand never began.
            networks.close();
            throw e;
        }
    }

    /** What a JPEG or PNG shows. The caller closes the view. */
    public FaceView look(byte[] file, long takenNanos) throws IOException {
        begin();
        try {
            return seen(file, takenNanos);
        } finally {
            end();
        }
    }

    private FaceView seen(byte[] file, long takenNanos) throws IOException {
        Optional<RgbPicture> decoded = RgbPicture.decode(file);
        done(Step.DECODE);
        if (decoded.isEmpty()) {
            return new FaceView.Unreadable();
        }
        try (RgbPicture picture = decoded.get()) {
            return look(picture, takenNanos);
        }
    }

    private FaceView look(RgbPicture picture, long takenNanos) throws IOException {
        List<Detector.Found> faces = meant(picture);
        if (faces.isEmpty()) {
            return new FaceView.Nobody();
        }
        return faces.size() > 1
                ? new FaceView.Several(faces.size())
                : view(picture, faces.get(0).box(), takenNanos);
    }

    private List<Detector.Found> meant(RgbPicture picture) throws IOException {
        List<Detector.Found> faces = detector.faces(picture);
        done(Step.DETECT);
        return faces.stream()
                .filter(face ->
                        face.box().side() > COULD_BE_MEANT * faces.get(0).box().side())
                .toList();
    }

    private FaceView view(RgbPicture picture, Square box, long takenNanos) throws IOException {
        try (Landmarks points = landmarker.points(picture, box);
                CloseUp face = new CloseUp(picture, points)) {
            FaceQuality quality = new FaceQuality(
                    points.eyeDistance(), face.sharpness(), face.brightness(), Surroundings.brightness(picture, box));
            done(Step.LANDMARKS);
            try (SecondHand.Task<Double> live = secondHand.begin(() -> liveness.score(picture, box))) {
                HeadPose pose = pose(picture, box, points);
                done(Step.POSE);
                Optional<Guidance> guidance = Advice.on(picture, box, points, pose, quality, face);
                FaceTemplate template = embedder.template(face);
                done(Step.EMBEDDING);
                double alive = resultOrWipe(live, template);
                done(Step.LIVENESS);
                return new FaceView.OneFace(
                        takenNanos, place(picture, box), pose, quality, guidance, alive, template, face.relief());
            }
        }
    }

    /** Where the one fails, nobody gets the other. */
    private static double resultOrWipe(SecondHand.Task<Double> live, FaceTemplate template) throws IOException {
        try {
            return live.result();
        } catch (IOException | RuntimeException e) {
            template.close();
            throw e;
        }
    }

    /**
     * The head's pose, its yaw by two witnesses: the points say how far, and the network has to see the same side. Each of them
     * alone errs by ten degrees at times, but not both in the same way.
     */
    private HeadPose pose(RgbPicture picture, Square box, Landmarks points) throws IOException {
        HeadPose seen = poses.pose(picture, box);
        double yaw = points.yaw();
        double agreed = Math.min(Math.abs(yaw), Math.max(0, TRUST_IN_POSE * seen.yaw() * Math.signum(yaw)));
        return new HeadPose(Math.copySign(agreed, yaw), seen.pitch(), points.roll());
    }

    private static FacePlace place(RgbPicture picture, Square box) {
        return new FacePlace(
                box.centreX() / picture.width(),
                box.centreY() / picture.height(),
                box.side() / picture.width(),
                box.side() / picture.height());
    }

    /** The template of the one face on a photo; fails by the keywords of {@link org.zizhu.drivers.face.FaceMatcher#reference}. */
    public Completion<FaceTemplate> reference(Photo photo) throws IOException {
        begin();
        try {
            return template(photo);
        } finally {
            end();
        }
    }

    private Completion<FaceTemplate> template(Photo photo) throws IOException {
        Optional<RgbPicture> decoded = RgbPicture.of(photo);
        done(Step.DECODE);
        if (decoded.isEmpty()) {
            return Completion.failed(FailureCode.INVALID_DATA, "photo-unreadable");
        }
        try (RgbPicture picture = decoded.get()) {
            List<Detector.Found> faces = meant(picture);
            if (faces.size() != 1) {
                return Completion.failed(FailureCode.INVALID_DATA, faces.isEmpty() ? "no-face" : "several-faces");
            }
            try (Landmarks points = landmarker.points(picture, faces.get(0).box());
                    CloseUp face = new CloseUp(picture, points)) {
                done(Step.LANDMARKS);
                FaceTemplate template = embedder.template(face);
                done(Step.EMBEDDING);
                return Completion.success(template);
            }
        }
    }

    /** Has each network answer once, to an empty picture. */
    void exercise() throws IOException {
        begin();
        try (RgbPicture blank = RgbPicture.blank(EXERCISE_PIXELS, EXERCISE_PIXELS)) {
            Square all = new Square(0, 0, EXERCISE_PIXELS);
            List<Detector.Found> unused = detector.faces(blank);
            try (Landmarks points = landmarker.points(blank, all);
                    CloseUp face = new CloseUp(blank, points)) {
                embedder.template(face).close();
            }
            poses.pose(blank, all);
            liveness.score(blank, all);
        } finally {
            end();
        }
    }

    /** How long each step of the last picture took; those that it did not need are not there. */
    public Map<Step, Duration> took() {
        return new EnumMap<>(took);
    }

    /** How long the networks alone computed, since they were opened: what a picture takes beyond it is our own doing. */
    public Duration computed() {
        return Duration.ofNanos(networks.computedNanos());
    }

    private void begin() throws IOException {
        synchronized (use) {
            if (closed) {
                throw new IOException("closed");
            }
            inUse = true;
        }
        took.clear();
        stepNanos = System.nanoTime();
    }

    private void end() {
        synchronized (use) {
            inUse = false;
            if (closed) {
                release();
            }
            use.notifyAll();
        }
    }

    private void release() {
        secondHand.close();
        networks.close();
    }

    private void done(Step step) {
        long now = System.nanoTime();
        took.put(step, Duration.ofNanos(now - stepNanos));
        stepNanos = now;
    }

    /**
     * A network that computes can't be taken away from it, the process would die: then it is closed when it has ended. That is waited for, since
     * a process that ends takes the whole runtime away.
     */
    @Override
    public void close() {
        synchronized (use) {
            if (!closed && !inUse) {
                release();
            }
            closed = true;
            long until = System.nanoTime() + LONGEST_PICTURE.toNanos();
            try {
                for (long left = LONGEST_PICTURE.toNanos(); inUse && left > 0; left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(use, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
