package org.zizhu.drivers.cabinet;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.camera.ffmpeg.FfmpegCamera;
import org.zizhu.drivers.camera.ffmpeg.Source;
import org.zizhu.drivers.codescanner.camera.CameraScanner;

/** What the wiring file says of a camera: {@code source}, {@code size} and {@code fps}; and of what looks through it. */
final class CameraKeys {

    private static final Path DEVICES = Path.of("/dev");
    private static final Pattern SIZE = Pattern.compile("[1-9]\\d{2,3}x[1-9]\\d{2,3}");

    /** With fewer pictures a second a camera that stands still can't be told from one that is slow. */
    private static final int LEAST_PICTURES = 5;

    private static final int MOST_PICTURES = 60;

    private CameraKeys() {}

    static Device camera(Wire wire) throws Wire.Wrong {
        return new FfmpegCamera(wire.name(), source(wire), form(wire), wire.monotonic(), wire.clock());
    }

    /** The scanner that looks through the camera of that name. */
    static Device scanner(Wire wire) throws Wire.Wrong {
        return new CameraScanner(wire.name(), wire.device("camera", Camera.class), wire.monotonic(), wire.clock());
    }

    /** An address, a device of the system, or else a film. */
    private static Source source(Wire wire) throws Wire.Wrong {
        if (wire.text("source").contains("://")) {
            URI uri = wire.uri("source", "http", "https");
            if (uri.getHost() == null) {
                throw wire.wrong("source", "names no host; write “http://HOST/…”");
            }
            return new Source.Address(uri);
        }
        Path path = wire.path("source");
        return path.startsWith(DEVICES) ? new Source.VideoDevice(path) : new Source.Film(path);
    }

    private static Source.Form form(Wire wire) throws Wire.Wrong {
        Optional<String> size = wire.optional("size");
        if (size.isPresent() && !SIZE.matcher(size.get()).matches()) {
            throw wire.wrong("size", "“" + size.get() + "” is no size of a picture; write for example “1280x720”");
        }
        int perSecond = wire.integer("fps", LEAST_PICTURES, MOST_PICTURES, 0);
        return new Source.Form(size, perSecond == 0 ? Optional.empty() : Optional.of(perSecond));
    }
}
