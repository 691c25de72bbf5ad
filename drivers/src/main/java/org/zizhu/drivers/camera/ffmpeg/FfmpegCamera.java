package org.zizhu.drivers.camera.ffmpeg;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.camera.Camera;
import org.zizhu.drivers.camera.Frame;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * A camera seen through ffmpeg, which runs only while somebody watches, or until a doubt whether the camera works is settled:
 * after it was connected, and after a fault. While nobody watches it is only looked whether the source is there.
 *
 * <p>Reasons of its status: "link-lost", "no-such-file", "refused", "host-unknown", "silent", "in-use", "not-permitted",
 * "not-authorised", "no-such-stream" (the source), "ffmpeg-missing", "stream-ended", "no-pictures" (ffmpeg), "frozen" (the same
 * picture, or none, again and again), and of a working camera "picture-dark" (a covered lens, or no light).
 */
public final class FfmpegCamera extends DeviceLoop<FfmpegCamera.Eye> implements Camera {

    /** How often the idle driver looks whether the source is there. */
    private static final Duration IDLE = Duration.ofMillis(500);

    /** How often it is looked whether pictures still come. */
    private static final Duration LOOK = Duration.ofMillis(200);

    /** A camera wakes up, sets its exposure and sends its first picture within two seconds. */
    private static final Duration FIRST_PICTURE = Duration.ofSeconds(4);

    /** At five pictures a second, the least that a camera gives in poor light, four are missing. */
    private static final Duration STILL = Duration.ofMillis(800);

    /** A camera that stands still for so long is not going to go on by itself. */
    private static final Duration STUCK = Duration.ofSeconds(3);

    /** Who ends after so long a life is started again before anybody is told. */
    private static final Duration LONG_LIFE = Duration.ofSeconds(5);

    /** Starting ffmpeg costs a tenth of a second of computing: not too often on a camera that sends what it dies of. */
    private static final Duration REOPEN_PAUSE = Duration.ofMillis(600);

    /** The first picture may be an old one from the camera's buffer: the second that differs proves that it sees. */
    private static final int PROVEN_BY = 2;

    private static final Duration GLANCE_EVERY = Duration.ofSeconds(1);

    /** What a self-test watches for. */
    private static final Duration TEST_WATCH = Duration.ofSeconds(1);

    private static final Duration NEWS_LIMIT = Duration.ofSeconds(1);

    private final String ffmpeg;
    private final Source source;
    private final Source.Form form;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final AtomicLong taken = new AtomicLong();

    // All below: the driver's thread alone.
    private boolean proven;
    private boolean frozen;
    private long reopenNanos;
    private boolean dark;
    private long glancedNanos;

    /** The open source: at the most one run of ffmpeg at a time. */
    final class Eye implements AutoCloseable {
        private @Nullable Feed feed;
        private boolean closed;

        synchronized Feed open() throws Unseen {
            if (closed) {
                throw new Unseen(DeviceState.NO_DEVICE, "link-lost");
            }
            if (feed == null) {
                history().count("looks");
                wireLog().note("ffmpeg started");
                feed = new Feed(ffmpeg, source, form, clock(), FfmpegCamera.this::arrived);
            }
            return feed;
        }

        synchronized void shut() {
            if (feed != null) {
                feed.close();
                feed = null;
                wireLog().note("ffmpeg stopped");
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            shut();
        }
    }

    public FfmpegCamera(String name, Source source, Source.Form form, MonotonicClock clock, InstantSource wallClock) {
        this(name, "ffmpeg", source, form, clock, wallClock);
    }

    /**
     * With another ffmpeg than the one of the system.
     *
     * @param ffmpeg its path, or its name where the system looks for programs
     */
    FfmpegCamera(
            String name,
            String ffmpeg,
            Source source,
            Source.Form form,
            MonotonicClock clock,
            InstantSource wallClock) {
        super(name, clock, wallClock);
        this.ffmpeg = ffmpeg;
        this.source = source;
        this.form = form;
        fact("source", source.kind());
    }

    @Override
    public Subscription watch(Consumer<? super Frame> watcher) {
        Watch watch = new Watch(watcher);
        watches.add(watch);
        pollSoon();
        return () -> {
            watch.end();
            if (watches.remove(watch)) {
                pollSoon();
            }
        };
    }

    /** The driver looks after the camera when it has done what it is doing. */
    private void pollSoon() {
        var unused = submit(NEWS_LIMIT, (eye, deadline) -> Completion.success(true));
    }

    private void arrived(byte[] jpeg) {
        Frame frame = new Frame(taken.incrementAndGet(), clock().nanos(), jpeg);
        for (Watch watch : watches) {
            watch.offer(frame);
        }
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, this::test);
    }

    @Override
    protected Eye connect() throws IOException {
        proven = false;
        frozen = false;
        reopenNanos = clock().nanos();
        source.probe();
        return new Eye();
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        return cause instanceof Unseen unseen ? unseen.status() : super.unreachable(cause);
    }

    @Override
    protected Duration poll(Eye eye) throws IOException {
        if (watches.isEmpty() && proven) {
            eye.shut();
            source.probe();
            // Whether it is dark is known while somebody looks.
            publish(online());
            return IDLE;
        }
        if (clock().nanos() - reopenNanos >= 0) {
            look(eye, eye.open());
        }
        return LOOK;
    }

    private void look(Eye eye, Feed feed) throws Unseen {
        if (feed.ended()) {
            ended(eye, feed);
        } else if (feed.last() == null) {
            if (feed.ageNanos() > FIRST_PICTURE.toNanos()) {
                throw new Unseen(DeviceState.HARDWARE_ERROR, "no-pictures");
            }
        } else if (feed.stillNanos() > STILL.toNanos()) {
            proven = false;
            frozen = true;
            publish(DeviceStatus.without(DeviceState.HARDWARE_ERROR, "frozen"));
            if (feed.stillNanos() > STUCK.toNanos()) {
                eye.shut();
            }
        } else if (proven || feed.news() >= PROVEN_BY) {
            proven = true;
            frozen = false;
            glance(feed);
            publish(dark ? online("picture-dark") : online());
        }
    }

    private static DeviceStatus online(String... reasons) {
        return DeviceStatus.without(DeviceState.ONLINE, reasons);
    }

    private void ended(Eye eye, Feed feed) throws Unseen {
        boolean hadLived = proven && feed.ageNanos() > LONG_LIFE.toNanos();
        proven = false;
        // A source that is gone says why better than ffmpeg does.
        source.probe();
        if (!hadLived && !frozen) {
            throw feed.reason();
        }
        history().count("restarts");
        eye.shut();
        if (frozen) {
            // It is known already that no pictures come; that ffmpeg dies of it is no news.
            reopenNanos = clock().nanos() + REOPEN_PAUSE.toNanos();
        } else {
            eye.open();
        }
    }

    private void glance(Feed feed) {
        byte[] picture = feed.last();
        if (picture == null || clock().nanos() - glancedNanos < GLANCE_EVERY.toNanos()) {
            return;
        }
        glancedNanos = clock().nanos();
        Optional<Glance> glance = Glance.at(picture);
        dark = glance.isPresent() && glance.get().dark();
        glance.ifPresent(seen -> fact("picture", seen.width() + " × " + seen.height()));
    }

    /** Watches for a second, and says what it saw. */
    private Completion<String> test(Eye eye, Deadline deadline) throws IOException {
        Feed feed = eye.open();
        Deadline first = Deadline.after(deadline.remaining(FIRST_PICTURE), clock());
        if (!awaitNews(feed, feed.news() + PROVEN_BY, first)) {
            return Completion.failed(FailureCode.HARDWARE_ERROR, feed.last() == null ? "no-pictures" : "frozen");
        }
        long before = feed.news();
        Deadline watched = Deadline.after(deadline.remaining(TEST_WATCH), clock());
        boolean unused = awaitNews(feed, Long.MAX_VALUE, watched);
        long came = feed.news() - before;
        byte[] picture = feed.last();
        Optional<Glance> glance = picture == null ? Optional.empty() : Glance.at(picture);
        return glance.<Completion<String>>map(seen -> Completion.success("%d × %d, %d new pictures in %d ms%s"
                        .formatted(
                                seen.width(),
                                seen.height(),
                                came,
                                TEST_WATCH.toMillis(),
                                seen.dark() ? ", dark: is the lens covered?" : "")))
                .orElseGet(() -> Completion.failed(FailureCode.INVALID_DATA, "picture-unreadable"));
    }

    private static boolean awaitNews(Feed feed, long news, Deadline deadline) throws Unseen {
        try {
            boolean came = feed.awaitNews(news, deadline);
            if (feed.ended()) {
                throw feed.reason();
            }
            return came;
        } catch (InterruptedException e) {
            // The driver is being closed.
            Thread.currentThread().interrupt();
            throw new Unseen(DeviceState.NO_DEVICE, "link-lost");
        }
    }
}
