package org.zizhu.bench.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.smartcardio.Card;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminals;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.emulator.CardModel;
import org.zizhu.drivers.chipcard.emulator.EmulatedSlot;
import org.zizhu.drivers.chipcard.emulator.EmulatedSocialSecurityCard;
import org.zizhu.drivers.chipcard.emulator.PcscDaemon;
import org.zizhu.drivers.chipcard.emulator.VirtualReader;
import org.zizhu.drivers.chipcard.pcsc.CardService;
import org.zizhu.drivers.chipcard.pcsc.PcscReader;
import org.zizhu.drivers.chipcard.socialsecurity.SocialSecurityCard;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * A command to a chip card and its answer through our driver, with its own thread, time limit and wire log, against the bare
 * library, in turns on the same card in the same reader of the real card service. The card needs no time.
 */
final class CardRoundTrips implements Measurement {

    private static final int COMMANDS_A_ROUND = 200;

    /** In these both sides compile what they do. */
    private static final int WARM_UP_ROUNDS = 2;

    /** Another bench may have the machine's card service. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LONG = Duration.ofMinutes(1);

    private static final byte[] SELECT = HexFormat.of().parseHex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF");
    private static final byte[] SELECT_FILE = HexFormat.of().parseHex("00A4020002EF05");
    private static final byte[] READ_VERSION = HexFormat.of().parseHex("00B2030006");
    private static final byte[] VERSION = HexFormat.of().parseHex("0304332E30309000");

    private static final SocialSecurityCard NOBODY = new SocialSecurityCard(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "430102184903070016",
            "试一",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(LocalDate.of(1849, 3, 7)));

    private final int rounds;

    CardRoundTrips(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String what() {
        return "command to a chip card and back";
    }

    @Override
    public List<Result> take() throws NotMeasured, IOException, InterruptedException {
        EmulatedSlot slot = EmulatedSlot.immediate();
        slot.insert(new EmulatedSocialSecurityCard(NOBODY, CardModel.THIRD_GENERATION));
        try (VirtualReader reader = new VirtualReader(slot);
                PcscDaemon service = PcscDaemon.start(reader, PATIENCE);
                PcscReader driver = new PcscReader(
                        "chip-card",
                        PcscDaemon.READER,
                        CardService.system(),
                        MonotonicClock.SYSTEM,
                        InstantSource.system())) {
            awaitCard(driver, service);
            CardTerminals terminals = CardService.system().contact();
            List<Double> ours = new ArrayList<>();
            List<Double> bare = new ArrayList<>();
            for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
                double byDriver = byDriver(driver);
                double byLibrary = byLibrary(terminals);
                if (round >= WARM_UP_ROUNDS) {
                    ours.add(byDriver);
                    bare.add(byLibrary);
                }
            }
            double driverMillis = new Sample(ours).median();
            double libraryMillis = new Sample(bare).median();
            return List.of(new Result(
                    what(),
                    "%.2f ms".formatted(driverMillis),
                    "javax.smartcardio alone: %.2f ms".formatted(libraryMillis),
                    String.format(Locale.ROOT, "%.2f", driverMillis / libraryMillis),
                    "",
                    Result.Verdict.NONE));
        } catch (CardException | NoSuchAlgorithmException e) {
            throw new NotMeasured("the card service: " + e.getMessage());
        }
    }

    private static void awaitCard(PcscReader driver, PcscDaemon service) throws NotMeasured, InterruptedException {
        CountDownLatch seen = new CountDownLatch(1);
        driver.onStatus(status -> {
            if (status.media() == MediaState.PRESENT) {
                seen.countDown();
            }
        });
        driver.start();
        if (!seen.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new NotMeasured(
                    service.running() ? "the card was not seen: " + driver.status() : "the card service has ended");
        }
    }

    /** Milliseconds a command. */
    private static double byDriver(PcscReader driver) throws NotMeasured, InterruptedException {
        try {
            Completion<Double> done = driver.converse(card -> Completion.success(milliseconds(card::transceive)), LONG)
                    .get();
            if (done instanceof Completion.Success<Double> success) {
                return success.value();
            }
            throw new NotMeasured("the driver: " + done);
        } catch (ExecutionException e) {
            throw new NotMeasured("the driver: " + e.getMessage());
        }
    }

    private static double byLibrary(CardTerminals terminals) throws NotMeasured, CardException {
        Card card = terminals.list().stream()
                .filter(terminal -> terminal.getName().equals(PcscDaemon.READER))
                .findFirst()
                .orElseThrow(() -> new NotMeasured("the reader is gone"))
                .connect("*");
        try {
            CardChannel channel = card.getBasicChannel();
            return milliseconds(command -> {
                byte[] answer = new byte[258];
                int length = channel.transmit(ByteBuffer.wrap(command), ByteBuffer.wrap(answer));
                return Arrays.copyOf(answer, length);
            });
        } finally {
            card.disconnect(true);
        }
    }

    /** One way to the card. */
    @FunctionalInterface
    private interface Way<E extends Exception> {
        byte[] transmit(byte[] command) throws E;
    }

    /** Of one reading of the version, over and over. */
    private static <E extends Exception> double milliseconds(Way<E> way) throws E {
        way.transmit(SELECT);
        way.transmit(SELECT_FILE);
        long begin = System.nanoTime();
        for (int i = 0; i < COMMANDS_A_ROUND; i++) {
            byte[] answer = way.transmit(READ_VERSION);
            if (!Arrays.equals(answer, VERSION)) {
                throw new IllegalStateException("the card answered something else");
            }
        }
        return (System.nanoTime() - begin) / 1e6 / COMMANDS_A_ROUND;
    }
}
