package org.zizhu.drivers.codescanner.serial;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.codescanner.CodeScanner;
import org.zizhu.drivers.codescanner.CodeText;
import org.zizhu.drivers.codescanner.JustSeen;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;

/**
 * A scan engine on a serial line. It is lit only while a scan is asked for: it is made dark after a code, a time-out and a
 * cancellation, when the driver is closed, and whenever the driver finds it anew.
 *
 * <p>Reasons of its status: "link-lost" (no such port), "silent", "answer-garbled", "command-refused". An engine in {@link
 * Dialect#SUFFIX} is online as long as its port is there.
 */
public final class SerialScanner extends DeviceLoop<EngineLine> implements CodeScanner {

    /** How often the idle engine is asked whether it is still there, so that its loss shows within a second. */
    private static final Duration IDLE = Duration.ofMillis(400);

    /** How often an engine that looks is told to go on, for the same reason; engines stop by themselves after 3 to 30 s. */
    private static final Duration GO_ON = Duration.ofMillis(500);

    /** A read that waits longer would be late to notice a cancellation. */
    private static final Duration SLICE = Duration.ofMillis(100);

    /** What an engine says of itself is shown on one line. */
    private static final int LONGEST_FACT = 60;

    private final SerialLink.Port port;
    private final Protocol protocol;

    // The driver's thread alone.
    private final JustSeen justSeen;
    private boolean identified;

    public SerialScanner(
            String name, SerialLink.Port port, Dialect dialect, MonotonicClock clock, InstantSource wallClock) {
        super(name, clock, wallClock);
        this.port = port;
        this.protocol = dialect.protocol();
        this.justSeen = new JustSeen(clock);
    }

    @Override
    public CompletableFuture<Completion<ScannedCode>> scan(Duration within) {
        return submit(within, this::awaitCode);
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (line, deadline) -> {
            protocol.check(line);
            return Completion.success(
                    protocol instanceof SuffixProtocol ? "port open; such an engine can't be asked" : "engine answers");
        });
    }

    @Override
    protected EngineLine connect() throws IOException {
        identified = false;
        EngineLine line = new EngineLine(port.open(), protocol, clock(), wireLog());
        boolean ready = false;
        try {
            protocol.prepare(line);
            ready = true;
            return line;
        } finally {
            if (!ready) {
                line.close();
            }
        }
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        return cause instanceof EngineTrouble trouble
                ? trouble.status()
                : DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    }

    @Override
    protected Duration poll(EngineLine line) throws IOException {
        // A scan that has just ended got its answer first: the citizen needn't wait for the light to go out.
        line.rest();
        protocol.check(line);
        publish(DeviceStatus.online(MediaState.UNKNOWN));
        if (!identified) {
            identified = true;
            for (Map.Entry<String, String> told : protocol.identity(line).entrySet()) {
                fact(told.getKey(), onOneLine(told.getValue()));
            }
        }
        return IDLE;
    }

    private static String onOneLine(String told) {
        String line = told.replaceAll("[^\\x20-\\x7E]+", " ").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_FACT));
    }

    private Completion<ScannedCode> awaitCode(EngineLine line, Deadline deadline) throws IOException {
        line.look();
        Deadline goOn = Deadline.after(GO_ON, clock());
        while (true) {
            Optional<ScannedCode> code = line.hear(deadline.remaining(SLICE)).flatMap(CodeText::of);
            if (code.isPresent()) {
                if (!justSeen.again(code.get().bytes())) {
                    return Completion.success(code.get());
                }
                history().count("codes-still-held-there");
            }
            if (abandoned()) {
                return Completion.failed(FailureCode.CANCELLED, "cancelled");
            }
            if (deadline.over()) {
                return Completion.failed(FailureCode.TIME_OUT, "no-code");
            }
            if (goOn.over()) {
                line.look();
                goOn = Deadline.after(GO_ON, clock());
            }
        }
    }
}
