package org.zizhu.drivers.receipt.escpos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.loop.Deadline;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;
import org.zizhu.drivers.wire.WireLog.Direction;

/** The open line to an ESC/POS printer: commands out, questions answered. Used by the driver's thread alone. */
final class EscPosLink implements AutoCloseable {

    /** Real-time answers take milliseconds, while the paper moves on some models up to 300 ms; what is late is asked for again. */
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(300);

    /** A byte takes 1.04 ms at 9 600 baud, the slowest line: a question waits behind what is on its way before it. */
    private static final Duration BYTE_ON_SLOWEST_LINE = Duration.ofNanos(1_050_000);

    /** A line at rest for so long has nothing more to say; a byte takes 0.1 ms at 115 200 baud, 1 ms at 9 600. */
    private static final Duration QUIET = Duration.ofMillis(30);

    /** How long garbage is let run out before the next question; a line that never rests is garbage too. */
    private static final Duration LONGEST_NOISE = Duration.ofMillis(300);

    /** One answer that is missing is a disturbance; a second one means that nobody is there, which is to be told soon. */
    private static final int SILENT_TRIES = 2;

    /** One question may be hit by noise; a third one that is too means that the line is bad. */
    private static final int TRIES = 3;

    /** Somebody who opens the cover and takes out the roll changes the state twice at the most while it is read. */
    private static final int MOST_READINGS = 4;

    private static final int FULL_STATUS = 20;

    private static final byte XON = 0x11;
    private static final byte XOFF = 0x13;

    /** Printable characters, eighty at the most. */
    private static final Pattern INFORMATION = Pattern.compile("_([ -~]{1,80})\0");

    /** The printer is there and silent, or not there at the line's far end. */
    static final class Silent extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        Silent() {
            super("no answer");
        }
    }

    /** What comes is no printer's answer: wrong speed, another device, a broken cable. */
    static final class Unintelligible extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        Unintelligible() {
            super("garbage on the line");
        }
    }

    private final SerialLink line;
    private final WireLog log;
    private final MonotonicClock clock;
    private final AnswerDecoder decoder = new AnswerDecoder();
    private final byte[] buffer = new byte[512];
    private final Answer[] lastAnswers = new Answer[FULL_STATUS + 1];

    private Answer.@Nullable RealTime realTime;
    private Answer.@Nullable FullStatus fullStatus;
    private Answer.@Nullable AutoStatus autoStatus;
    /** The bytes before each fence that has not been passed, and those behind the last. */
    private final ArrayDeque<Integer> bytesBeforeFence = new ArrayDeque<>();

    private int bytesSinceFence;
    private int fencesPassed;
    private int garbage;
    private boolean held;

    EscPosLink(SerialLink line, WireLog log, MonotonicClock clock) {
        this.line = line;
        this.log = log;
        this.clock = clock;
    }

    void send(Command command) throws IOException {
        log.masked(Direction.TO_DEVICE, command.bytes(), command.personalFrom(), command.bytes().length);
        line.write(command.bytes());
        bytesSinceFence += command.bytes().length;
    }

    /** Asks for a fence; {@link #fencesPassed()} grows when the printer has come so far. */
    void sendFence() throws IOException {
        line.write(Command.FENCE.bytes());
        bytesBeforeFence.add(bytesSinceFence);
        bytesSinceFence = 0;
    }

    int fencesPassed() {
        return fencesPassed;
    }

    /** Whether the printer asked to be sent nothing for now (XOFF). */
    boolean held() {
        return held;
    }

    /** What the printer said by itself since this was last asked; null when nothing. */
    @Nullable
    PrinterCondition news() {
        Answer.AutoStatus news = autoStatus;
        autoStatus = null;
        return news == null ? null : PrinterCondition.of(news);
    }

    /** Takes in what arrives; returns as soon as something did, or when the time is over. */
    boolean listen(Duration within) throws IOException {
        int count = line.read(buffer, within);
        if (count == 0) {
            return false;
        }
        for (Answer answer : decoder.decode(buffer, count)) {
            accept(answer);
        }
        return true;
    }

    private void accept(Answer answer) {
        if (answer instanceof Answer.RealTime status) {
            realTime = status;
        } else if (answer instanceof Answer.FullStatus status) {
            fullStatus = status;
        } else if (answer instanceof Answer.AutoStatus status) {
            autoStatus = status;
            log.note("auto status " + status);
        } else if (answer instanceof Answer.PaperSensor) {
            fencesPassed++;
            bytesBeforeFence.poll();
        } else if (answer instanceof Answer.Flow flow) {
            held = flow.hold();
            log.note(held ? "XOFF" : "XON");
        } else if (answer instanceof Answer.Garbage) {
            garbage++;
        }
    }

    /**
     * Asks for all that the printer tells. The answers are not of one moment, and what changed between two of them may
     * look like an error without a cause: trouble is believed when two readings agree on it.
     *
     * @throws Silent when it does not answer
     * @throws Unintelligible when it answers nonsense
     */
    PrinterCondition condition(Presenter presenter) throws IOException {
        PrinterCondition reading = reading(presenter);
        for (int i = 1; i < MOST_READINGS && !reading.ready(); i++) {
            PrinterCondition earlier = reading;
            reading = reading(presenter);
            if (reading.equals(earlier)) {
                break;
            }
        }
        return reading;
    }

    private PrinterCondition reading(Presenter presenter) throws IOException {
        PrinterCondition condition =
                PrinterCondition.ofRealTime(realTimeBits(1), realTimeBits(2), realTimeBits(3), realTimeBits(4));
        return presenter == Presenter.CUSTOM ? condition.and((Answer.FullStatus) ask(FULL_STATUS)) : condition;
    }

    private int realTimeBits(int n) throws IOException {
        return ((Answer.RealTime) ask(n)).bits();
    }

    /** The answers don't say to which question they belong: one at a time, and none while older ones are on their way. */
    private Answer ask(int n) throws IOException {
        Command question = Command.realTimeStatus(n);
        boolean noisy = false;
        Duration patience = ANSWER_WITHIN.plus(BYTE_ON_SLOWEST_LINE.multipliedBy(bytesOnTheirWay()));
        for (int attempt = 0; attempt < (noisy ? TRIES : SILENT_TRIES); attempt++) {
            Deadline noiseEnd = Deadline.after(LONGEST_NOISE, clock);
            while (listen(noisy ? QUIET : Duration.ZERO) && !noiseEnd.over()) {
                // What is still on its way belongs to an earlier question.
            }
            if (garbage > 0) {
                // An XOFF among noise was noise: it must not hold the printer for ever.
                held = false;
            }
            decoder.reset();
            garbage = 0;
            realTime = null;
            fullStatus = null;
            line.write(question.bytes());
            Deadline answerEnd = Deadline.after(patience, clock);
            patience = ANSWER_WITHIN;
            Answer answer = null;
            while (answer == null && garbage == 0 && !answerEnd.over()) {
                listen(answerEnd.remaining());
                answer = n == FULL_STATUS ? fullStatus : realTime;
            }
            if (answer != null && garbage == 0) {
                // What was sent before the question has crossed the line before its answer.
                bytesBeforeFence.clear();
                bytesSinceFence = 0;
                logIfNew(n, question, answer);
                return answer;
            }
            noisy |= garbage > 0;
        }
        if (n == FULL_STATUS) {
            log.note("no answer to DLE EOT 20: is this a model with a presenter?");
        }
        throw noisy ? new Unintelligible() : new Silent();
    }

    /**
     * What an idle printer that is on-line says of itself (GS I n): an underscore, some text and a zero byte. Empty where it does
     * not know the question, or says something else.
     */
    Optional<String> information(int n) throws IOException {
        line.write(Command.information(n).bytes());
        Deadline end = Deadline.after(ANSWER_WITHIN, clock);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int count = 0;
        while ((count == 0 || buffer[count - 1] != 0) && said.size() < buffer.length && !end.over()) {
            count = line.read(buffer, end.remaining());
            said.write(buffer, 0, count);
            for (int i = 0; i < count; i++) {
                if (buffer[i] == XON || buffer[i] == XOFF) {
                    accept(new Answer.Flow(buffer[i] == XOFF));
                }
            }
        }
        return information(said.toByteArray());
    }

    static Optional<String> information(byte[] said) {
        Matcher text = INFORMATION.matcher(new String(said, StandardCharsets.ISO_8859_1));
        return text.find() ? Optional.of(text.group(1).strip()) : Optional.empty();
    }

    private int bytesOnTheirWay() {
        return bytesSinceFence
                + bytesBeforeFence.stream().mapToInt(Integer::intValue).sum();
    }

    /** Polling the same answer every second would soon push all else out of the log. */
    private void logIfNew(int n, Command question, Answer answer) {
        if (!answer.equals(lastAnswers[n])) {
            lastAnswers[n] = answer;
            log.frame(Direction.TO_DEVICE, question.bytes());
            log.note(answer.toString());
        }
    }

    @Override
    public void close() {
        Arrays.fill(buffer, (byte) 0);
        line.close();
    }
}
