package org.zizhu.kiosk.tabletop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.camera.Frame;
import org.zizhu.drivers.face.FaceCheck.Ask;
import org.zizhu.drivers.face.FaceCheck.Verdict;
import org.zizhu.drivers.face.FaceMatcher;
import org.zizhu.drivers.face.FacePolicy;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.FaceView;
import org.zizhu.drivers.face.Guidance;
import org.zizhu.drivers.face.HeadTurn;
import org.zizhu.drivers.face.Photo;

/** The face matcher of the tabletop: leads a citizen through a check in a few seconds, and comes to what it is told. */
public final class TableFaces extends TableDevice implements FaceMatcher {

    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Duration STEP = Duration.ofSeconds(1);

    private static final List<Ask> USUAL = List.of(
            new Ask.Better(Guidance.COME_CLOSER),
            new Ask.HoldStill(3, 5),
            new Ask.Turn(HeadTurn.Side.LEFT),
            new Ask.LookBack());

    /** Every template that was given out. */
    public final List<FaceTemplate> templates = new ArrayList<>();

    /** Every photo that was shown. */
    public final List<byte[]> photos = new ArrayList<>();

    public int checks;
    private final Deque<Completion<Verdict>> next = new ArrayDeque<>();
    private Completion<FaceTemplate> reference = Completion.success(FaceTemplate.of(new float[] {1, 0}));
    private @Nullable CompletableFuture<Completion<Verdict>> checking;

    public TableFaces(SimulatedInbox time) {
        super("face-matcher", time);
        sees(List.of(Completion.success(new Verdict.Accepted(0.71))));
    }

    /** From now on checks come to these, one after another; the last is repeated. */
    public void sees(List<Completion<Verdict>> verdicts) {
        next.clear();
        next.addAll(verdicts);
    }

    /** From now on no photo has a face. */
    public void findsNoFaceOnPhotos() {
        reference = Completion.failed(FailureCode.INVALID_DATA, "no-face");
    }

    /** Whether every template has been overwritten. */
    public boolean allWiped() {
        return templates.stream().allMatch(template -> {
            try {
                return Double.isNaN(template.similarity(template));
            } catch (IllegalStateException wiped) {
                return true;
            }
        });
    }

    @Override
    public CompletableFuture<Completion<FaceTemplate>> reference(Photo photo, Duration within) {
        photos.add(photo instanceof Photo.Encoded encoded ? encoded.file() : ((Photo.Pixels) photo).rgb());
        if (reference instanceof Completion.Success<FaceTemplate>) {
            FaceTemplate template = FaceTemplate.of(new float[] {1, 0});
            templates.add(template);
            return later(LOOK, Completion.success(template));
        }
        return later(LOOK, reference);
    }

    @Override
    public CompletableFuture<Completion<Verdict>> check(
            Camera camera,
            FaceTemplate template,
            RandomGenerator random,
            Consumer<? super Ask> listener,
            Duration within) {
        checks++;
        CompletableFuture<Completion<Verdict>> check = new CompletableFuture<>();
        checking = check;
        Duration at = Duration.ZERO;
        for (Ask ask : USUAL) {
            at = at.plus(STEP);
            time.after(at, () -> {
                if (!check.isDone()) {
                    listener.accept(ask);
                }
            });
        }
        Completion<Verdict> verdict = next.size() > 1 ? next.remove() : next.element();
        time.after(at.plus(STEP), () -> check.complete(verdict));
        return check;
    }

    @Override
    public CompletableFuture<Completion<FaceView>> look(Frame frame, Duration within) {
        return failed(FailureCode.UNSUPPORTED, "not-on-the-tabletop");
    }

    @Override
    public FacePolicy policy() {
        return FacePolicy.USUAL;
    }

    @Override
    public void cancel() {
        if (checking != null) {
            checking.complete(Completion.failed(FailureCode.CANCELLED, "cancelled"));
        }
    }
}
