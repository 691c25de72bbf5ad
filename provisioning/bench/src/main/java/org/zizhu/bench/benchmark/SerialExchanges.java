package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.idcard.samv.SamVCommand;
import org.zizhu.drivers.idcard.samv.SamVFrame;
import org.zizhu.drivers.idcard.samv.SamVReader;
import org.zizhu.drivers.idcard.samv.emulator.SamVEmulator;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.serial.TtyPort;

/**
 * A command over a serial line and the look at the device that follows it, through our driver with its thread, time limits and
 * wire log, against the same bytes written to and read from the bare port, in turns at the same pseudo terminal. The device
 * needs no time.
 */
final class SerialExchanges implements Measurement {

    private static final int COMMANDS_A_ROUND = 200;

    /** In these both sides compile what they do. */
    private static final int WARM_UP_ROUNDS = 2;

    private static final Duration LONG = Duration.ofMinutes(1);

    private static final int BAUD = 115_200;

    private final Path folder;
    private final int rounds;

    SerialExchanges(Path folder, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
    }

    @Override
    public String what() {
        return "command over a serial line and back";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        Path line = folder.resolve("serial-exchange");
        try (SamVEmulator module = SamVEmulator.instantAt(line)) {
            TtyPort port = new TtyPort(module.line().link(), BAUD);
            for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
                double byDriver = byDriver(port);
                double byPort = byPort(port);
                if (round >= WARM_UP_ROUNDS) {
                    ours.add(byDriver);
                    bare.add(byPort);
                }
            }
        }
        double driver = new Sample(ours).median();
        double port = new Sample(bare).median();
        return List.of(new Result(
                what(),
                "%.2f ms".formatted(driver),
                "the bare port: %.2f ms".formatted(port),
                String.format(Locale.ROOT, "%.2f", driver / port),
                "",
                Result.Verdict.NONE));
    }

    /** Milliseconds for a command; each is followed by the driver's own look whether a card is there. */
    private static double byDriver(TtyPort port) throws NotMeasured, InterruptedException {
        try (SamVReader reader = new SamVReader("serial", port, MonotonicClock.SYSTEM, InstantSource.system())) {
            CountDownLatch usable = new CountDownLatch(1);
            // Kept until the reader is closed.
            Subscription unused = reader.onStatus(status -> {
                if (status.usable()) {
                    usable.countDown();
                }
            });
            reader.start();
            if (!usable.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new NotMeasured("the reader is " + reader.status());
            }
            long begin = System.nanoTime();
            for (int i = 0; i < COMMANDS_A_ROUND; i++) {
                Completion<String> answer = reader.samId(LONG).get(LONG.toSeconds(), TimeUnit.SECONDS);
                if (!(answer instanceof Completion.Success)) {
                    throw new NotMeasured("the reader answers " + answer);
                }
            }
            return (System.nanoTime() - begin) / 1e6 / COMMANDS_A_ROUND;
        } catch (ExecutionException | TimeoutException e) {
            throw new NotMeasured("the reader: " + e);
        }
    }

    private static double byPort(TtyPort port) throws NotMeasured, IOException {
        try (SerialLink link = port.open()) {
            SamVFrame.Cutter cutter = new SamVFrame.Cutter();
            byte[] buffer = new byte[4096];
            long begin = System.nanoTime();
            for (int i = 0; i < COMMANDS_A_ROUND; i++) {
                exchange(link, SamVCommand.SAM_ID, cutter, buffer);
                exchange(link, SamVCommand.FIND, cutter, buffer);
            }
            return (System.nanoTime() - begin) / 1e6 / COMMANDS_A_ROUND;
        }
    }

    private static void exchange(SerialLink link, SamVCommand command, SamVFrame.Cutter cutter, byte[] buffer)
            throws NotMeasured, IOException {
        link.write(command.frame());
        do {
            int count = link.read(buffer, LONG);
            if (count == 0) {
                throw new NotMeasured("the line is silent");
            }
            cutter.add(buffer, count);
        } while (cutter.next().isEmpty());
    }
}
