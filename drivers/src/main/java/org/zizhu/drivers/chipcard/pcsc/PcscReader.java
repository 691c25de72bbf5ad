package org.zizhu.drivers.chipcard.pcsc;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.MediaState;
import org.zizhu.drivers.chipcard.CardLost;
import org.zizhu.drivers.chipcard.CardTalk;
import org.zizhu.drivers.chipcard.ChainingChannel;
import org.zizhu.drivers.chipcard.ChipCardReader;
import org.zizhu.drivers.chipcard.TracingChannel;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.DeviceLoop;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * A reader that the system's card service knows (PC/SC), with contacts or without.
 *
 * <p>Reasons of its status: "no-card-service" (pcscd does not run), "no-reader" (it knows no reader of that name), "silent"
 * (it, or a card's command, did not come back in time).
 */
public final class PcscReader extends DeviceLoop<PcscSession> implements ChipCardReader {

    /** How soon a card is noticed that the service itself has found, which takes it 0.4 s. A question costs next to nothing. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** So many calls may hang at a time; then no further one is made before one of them has come back. */
    private static final int MOST_LEFT_BEHIND = 3;

    private final CardService service;
    private final String wantedReader;

    /** The driver's thread alone. Those whose last call has not come back yet, the present one included. */
    private final List<PcscThread> threads = new ArrayList<>();

    /** @param wantedReader part of the reader's name; empty: the first that is found */
    public PcscReader(
            String name, String wantedReader, CardService service, MonotonicClock clock, InstantSource wallClock) {
        super(name, clock, wallClock);
        this.service = service;
        this.wantedReader = wantedReader;
    }

    @Override
    public <T> CompletableFuture<Completion<T>> converse(CardTalk<T> talk, Duration within) {
        return submit(within, (session, deadline) -> {
            DeviceStatus seen = looked(session);
            if (!seen.usable()) {
                return Completion.failed(FailureCode.NOT_READY, seen.reasons().get(0));
            }
            if (seen.media() != MediaState.PRESENT) {
                return Completion.failed(FailureCode.SEQUENCE_ERROR, "no-card");
            }
            return converse(session, talk, deadline);
        });
    }

    private <T> Completion<T> converse(PcscSession session, CardTalk<T> talk, Deadline deadline) {
        try (PcscSession.PoweredCard card = session.power(deadline, this::abandoned)) {
            return talk.with(new ChainingChannel(new TracingChannel(card, wireLog())));
        } catch (CardLost lost) {
            return lost.completion();
        }
    }

    @Override
    public CompletableFuture<Completion<String>> selfTest(Duration within) {
        return submit(within, (session, deadline) -> {
            DeviceStatus seen = looked(session);
            if (!seen.usable()) {
                return Completion.failed(FailureCode.NOT_READY, seen.reasons().get(0));
            }
            String reader = session.readerName().orElse(name());
            return seen.media() == MediaState.PRESENT
                    ? converse(session, card -> Completion.success(reader + " ready; the card in it answers"), deadline)
                    : Completion.success(reader + " ready, no card in it");
        });
    }

    @Override
    protected PcscSession connect() throws IOException {
        threads.removeIf(PcscThread::ended);
        if (threads.size() >= MOST_LEFT_BEHIND) {
            throw new PcscThread.Stuck();
        }
        PcscThread thread = new PcscThread();
        threads.add(thread);
        PcscSession session = new PcscSession(thread, wantedReader);
        try {
            session.begin(service);
            return session;
        } catch (IOException e) {
            session.close();
            throw e;
        }
    }

    @Override
    protected DeviceStatus unreachable(IOException cause) {
        return cause instanceof PcscThread.Stuck
                ? DeviceStatus.without(DeviceState.POWER_OFF, "silent")
                : DeviceStatus.without(DeviceState.NO_DEVICE, "no-card-service");
    }

    @Override
    protected Duration poll(PcscSession session) throws IOException {
        looked(session);
        return LOOK;
    }

    private DeviceStatus looked(PcscSession session) throws IOException {
        DeviceStatus seen = session.look();
        session.readerName().ifPresent(reader -> fact("reader", reader));
        publish(seen);
        return seen;
    }
}
