package org.zizhu.kiosk.step;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.face.FaceMatcher;
import org.zizhu.drivers.face.FaceTemplate;
import org.zizhu.drivers.face.Photo;
import org.zizhu.drivers.idcard.CardReading;
import org.zizhu.drivers.idcard.PhotoDecoder;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.visit.Citizen;
import org.zizhu.kiosk.visit.Matter;

/** The photo that a face is compared with: the card's, where it can be decoded and shows a face, else the platform's. */
final class ReferencePhoto {

    /** Two faces are looked at in a tenth of a second; a busy machine needs more. */
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(10);

    private ReferencePhoto() {}

    /** A template that the caller closes; empty when no photo can be had. Every photo is overwritten before this returns. */
    static Optional<FaceTemplate> template(Matter matter, FaceMatcher matcher) {
        return fromCard(matter, matcher).or(() -> fromPlatform(matter, matcher));
    }

    private static Optional<FaceTemplate> fromCard(Matter matter, FaceMatcher matcher) {
        Optional<CardReading> reading = matter.citizen().reading();
        Optional<PhotoDecoder> decoder = matter.unit().faces().decoder();
        if (reading.isEmpty() || decoder.isEmpty()) {
            return Optional.empty();
        }
        return decoder.get().decode(reading.get().photo()).flatMap(pixels -> {
            try {
                return template(matter, matcher, new Photo.Pixels(PhotoDecoder.WIDTH, PhotoDecoder.HEIGHT, pixels));
            } finally {
                Arrays.fill(pixels, (byte) 0);
            }
        });
    }

    private static Optional<FaceTemplate> fromPlatform(Matter matter, FaceMatcher matcher) {
        Optional<Citizen.Identity> identity = matter.citizen().identity();
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        Answer<byte[]> answer = matter.desk()
                .await(matter.unit()
                        .platform()
                        .photo(matter.context(), identity.get().session()));
        if (!(answer instanceof Answer.Given<byte[]> given)) {
            return Optional.empty();
        }
        try {
            return template(matter, matcher, new Photo.Encoded(given.value()));
        } finally {
            Arrays.fill(given.value(), (byte) 0);
        }
    }

    private static Optional<FaceTemplate> template(Matter matter, FaceMatcher matcher, Photo photo) {
        return matter.desk().await(matcher.reference(photo, LOOK_WITHIN))
                        instanceof Completion.Success<FaceTemplate> success
                ? Optional.of(success.value())
                : Optional.empty();
    }
}
