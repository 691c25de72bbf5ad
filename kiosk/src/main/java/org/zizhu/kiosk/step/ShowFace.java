package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.face.FaceCheck;
import org.zizhu.drivers.face.FaceCheck.Verdict;
import org.zizhu.drivers.face.FaceMatcher;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * The citizen's living face, compared with their photo on the unit itself, after they have agreed to it. Whatever ends it, the
 * template is overwritten. A card that lies on the reader when it begins stays there, see {@code decisions/8-a-card-stays-for-the-face.md}.
 */
final class ShowFace implements Showing {

    /** Five good pictures take three seconds; somebody old who takes off glasses first needs the rest. */
    private static final Duration CHECK_WITHIN = Duration.ofSeconds(40);

    /** Then it is another way's turn: more tries teach an impostor, and shame an honest citizen. */
    private static final int TRIES = 3;

    /** How one try ended. */
    private record Check(Wait<Verdict> came, boolean cardLifted) {}

    @Override
    public Outcome of(Matter matter, boolean otherWay) throws VisitOver {
        switch (AskConsent.toFaceCheck(matter)) {
            case NO -> {
                matter.citizen().close(Evidence.FACE, ChooseWay.REFUSED);
                return Outcome.OTHER_WAY;
            }
            case NONE -> {
                return Outcome.BACK;
            }
            case YES -> {
                // They agree.
            }
        }
        Optional<FaceMatcher> matcher = matter.unit().cabinet().faceMatcher();
        Optional<Camera> camera = matter.unit().cabinet().camera();
        if (matcher.isEmpty() || camera.isEmpty()) {
            return Recognition.after(TroubleTalk.askFor(matter, "camera-fault", otherWay))
                    .orElse(Outcome.OTHER_WAY);
        }
        matter.desk()
                .show(new Screen.Working(
                        Text.of("正在准备比对", "Getting ready"),
                        List.of(Text.of("取得证件照片", "Fetch your photo"), Text.of("打开摄像头", "Open the camera")),
                        0));
        Optional<FaceTemplate> reference = ReferencePhoto.template(matter, matcher.get());
        if (reference.isEmpty()) {
            matter.citizen().close(Evidence.FACE, "no-photo-on-record");
            return Recognition.after(TroubleTalk.askFor(matter, "no-photo-on-record", otherWay))
                    .orElse(Outcome.OTHER_WAY);
        }
        try (FaceTemplate template = reference.get();
                FaceVoice voice = new FaceVoice(matter)) {
            return compare(matter, matcher.get(), camera.get(), template, voice, otherWay);
        }
    }

    private static Outcome compare(
            Matter matter, FaceMatcher matcher, Camera camera, FaceTemplate template, FaceVoice voice, boolean otherWay)
            throws VisitOver {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            Check check = check(matter, matcher, camera, template, voice, otherWay);
            if (check.came() instanceof Wait.Gone<Verdict> gone) {
                return gone.where();
            }
            Completion<Verdict> ended = ((Wait.Ended<Verdict>) check.came()).completion();
            // A card that was lifted just when there was a verdict was lifted before it counts.
            if (!check.cardLifted()
                    && ended instanceof Completion.Success<Verdict> success
                    && success.value() instanceof Verdict.Accepted) {
                return Recognition.noted(matter, otherWay, Evidence.FACE, session -> matter.unit()
                        .platform()
                        .faceMatched(matter.context(), session));
            }
            boolean last = attempt == TRIES;
            String trouble = check.cardLifted() ? "face-card-lifted" : trouble(ended);
            Optional<Outcome> end =
                    Recognition.after(TroubleTalk.askFor(matter, last ? "face-not-passed" : trouble, otherWay));
            if (end.isEmpty() && check.cardLifted() && !last) {
                end = Optional.of(new ShowIdCard().of(matter, otherWay)).filter(card -> card != Outcome.SHOWN);
            }
            if (end.isPresent()) {
                if (last) {
                    matter.citizen().close(Evidence.FACE, "face-not-passed");
                }
                return end.get();
            }
        }
        matter.citizen().close(Evidence.FACE, "face-not-passed");
        return Outcome.OTHER_WAY;
    }

    private static Check check(
            Matter matter, FaceMatcher matcher, Camera camera, FaceTemplate template, FaceVoice voice, boolean otherWay)
            throws VisitOver {
        List<Choice> choices = ShowIdCard.choices(otherWay);
        AtomicReference<Screen> shown = new AtomicReference<>(FaceWords.begin(choices));
        var checking = matcher.check(
                camera,
                template,
                matter.unit().faces().random(),
                ask -> {
                    shown.set(FaceWords.screen(ask, choices));
                    voice.say(ask);
                    matter.desk().wake();
                },
                CHECK_WITHIN);
        try (CardWatch card = CardWatch.over(matter, matcher::cancel)) {
            Wait<Verdict> wait;
            try {
                wait = Wait.on(matter, checking, matcher::cancel, shown::get);
            } finally {
                // The template must not be overwritten in the matcher's hands: one that was told to stop stops at once.
                var unused = matter.desk().await(checking);
            }
            return new Check(wait, card.lifted());
        }
    }

    /** Of somebody who is not shown to be alive it is not said whether they would be the right one. */
    private static String trouble(Completion<Verdict> ended) {
        if (ended instanceof Completion.Success<Verdict> success) {
            if (success.value() instanceof Verdict.Doubtful) {
                return "face-doubtful";
            } else if (success.value() instanceof Verdict.NotLive not) {
                return not.sign() == FaceCheck.Sign.DID_NOT_TURN ? "face-not-turned" : "face-not-live";
            }
            return "face-other-person";
        }
        Completion.Failed<Verdict> failed = (Completion.Failed<Verdict>) ended;
        if (failed.code() == FailureCode.TIME_OUT) {
            return switch (failed.reason()) {
                case "no-face" -> "face-nobody";
                case "several-faces" -> "face-several";
                case "no-good-face" -> "face-no-good-picture";
                case "not-turned" -> "face-not-turned";
                default -> "camera-lost";
            };
        }
        return failed.reason().equals("camera-lost") ? "camera-lost" : "face-fault";
    }
}
