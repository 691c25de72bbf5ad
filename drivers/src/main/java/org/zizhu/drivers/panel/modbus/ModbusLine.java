package org.zizhu.drivers.panel.modbus;

import com.digitalpetri.modbus.ModbusPduSerializer.DefaultRequestSerializer;
import com.digitalpetri.modbus.ModbusPduSerializer.DefaultResponseSerializer;
import com.digitalpetri.modbus.TimeoutScheduler.TimeoutHandle;
import com.digitalpetri.modbus.client.ModbusClientConfig;
import com.digitalpetri.modbus.client.ModbusRtuClient;
import com.digitalpetri.modbus.exceptions.ModbusExecutionException;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.ModbusTimeoutException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.panel.modbus.RtuTransport.Garbled;
import org.zizhu.drivers.panel.modbus.RtuTransport.Silent;
import org.zizhu.drivers.serial.SerialLink;
import org.zizhu.drivers.wire.WireLog;

/**
 * An open line to the board, with one verb for each thing that it can do. Missing and damaged answers are asked for again. A
 * refusal by the board (Modbus exception) is a completion whose reason is named by {@link #refusal}; it throws only where
 * the line is lost, silent or garbled. Used by the driver's thread; {@link #close()} by any.
 */
public final class ModbusLine implements AutoCloseable {

    /** One lost answer is a disturbance; this many are noticed as silence well within a second. */
    private static final int TRIES = 4;

    /** Switches an output on that switches itself off again (Waveshare, function 05): its value counts tenths of a second. */
    private static final int FLASH_ON = 0x0200;

    private static final Duration FLASH_UNIT = Duration.ofMillis(100);

    private final RtuTransport transport;
    private final ModbusRtuClient client;
    private final int unit;
    private final WireLog wireLog;

    public ModbusLine(SerialLink link, int unit, MonotonicClock clock, WireLog wireLog) {
        this.transport = new RtuTransport(link, clock, wireLog);
        this.unit = unit;
        this.wireLog = wireLog;
        // The transport keeps its own time: what it sends is answered or failed when it returns.
        this.client = new ModbusRtuClient(
                new ModbusClientConfig(
                        Duration.ZERO,
                        (task, delay, timeUnit) -> NEVER,
                        DefaultRequestSerializer.INSTANCE,
                        DefaultResponseSerializer.INSTANCE),
                transport);
    }

    /** What it means for a device that its line failed like this: reasons "link-lost", "silent", "answer-garbled". */
    public static DeviceStatus lost(IOException cause) {
        if (cause instanceof Silent) {
            return DeviceStatus.without(DeviceState.POWER_OFF, "silent");
        }
        if (cause instanceof Garbled) {
            return DeviceStatus.without(DeviceState.HARDWARE_ERROR, "answer-garbled");
        }
        return DeviceStatus.without(DeviceState.NO_DEVICE, "link-lost");
    }

    private static final TimeoutHandle NEVER = new TimeoutHandle() {
        @Override
        public void cancel() {}

        @Override
        public boolean isCancelled() {
            return true;
        }
    };

    /** The inputs from 0 on; a closed contact is a set bit. */
    public Completion<BitSet> inputs(int channels) throws IOException {
        return ask(
                new ReadDiscreteInputsRequest(0, channels),
                answer -> answer instanceof ReadDiscreteInputsResponse read
                        ? bits(read.inputs(), channels)
                        : Optional.empty());
    }

    /** The outputs from 0 on. */
    public Completion<BitSet> outputs(int channels) throws IOException {
        return ask(
                new ReadCoilsRequest(0, channels),
                answer -> answer instanceof ReadCoilsResponse read ? bits(read.coils(), channels) : Optional.empty());
    }

    /** Switches an output; succeeds with what it is now. */
    public Completion<Boolean> output(int channel, boolean on) throws IOException {
        return write(new WriteSingleCoilRequest(channel, on)).map(done -> on);
    }

    /** Switches an output on for that long (to a tenth of a second); the board switches it off by itself. */
    public Completion<Duration> flash(int channel, Duration on) throws IOException {
        return write(new WriteSingleCoilRequest(FLASH_ON + channel, (int) on.dividedBy(FLASH_UNIT)))
                .map(done -> on);
    }

    private Completion<WriteSingleCoilRequest> write(WriteSingleCoilRequest request) throws IOException {
        return ask(
                request,
                answer -> answer instanceof WriteSingleCoilResponse echo
                                && echo.address() == request.address()
                                && echo.value() == request.value()
                        ? Optional.of(request)
                        : Optional.empty());
    }

    private static Optional<BitSet> bits(byte[] bytes, int channels) {
        return bytes.length == (channels + Byte.SIZE - 1) / Byte.SIZE
                ? Optional.of(BitSet.valueOf(bytes))
                : Optional.empty();
    }

    private <T> Completion<T> ask(ModbusRequestPdu request, Function<ModbusResponsePdu, Optional<T>> meaning)
            throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return Completion.success(
                        meaning.apply(exchange(request)).orElseThrow(() -> new Garbled("answer-does-not-fit")));
            } catch (ModbusResponseException refused) {
                return refusal(transport.refusalCode());
            } catch (Silent | Garbled e) {
                wireLog.note(String.valueOf(e.getMessage()));
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private ModbusResponsePdu exchange(ModbusRequestPdu request) throws IOException, ModbusResponseException {
        try {
            return client.send(unit, request);
        } catch (ModbusExecutionException e) {
            if (e.getCause() instanceof IOException lost) {
                throw lost;
            }
            // The library refused the frame: its checksum, function or length.
            throw new Garbled("answer-garbled");
        } catch (ModbusTimeoutException e) {
            throw new Silent();
        }
    }

    /** What the board's refusal means (Modbus application protocol §7). */
    static <T> Completion<T> refusal(int exceptionCode) {
        return switch (exceptionCode) {
            case 1 -> Completion.failed(FailureCode.UNSUPPORTED, "illegal-function");
            case 2 -> Completion.failed(FailureCode.UNSUPPORTED, "illegal-data-address");
            case 3 -> Completion.failed(FailureCode.UNSUPPORTED, "illegal-data-value");
            case 4 -> Completion.failed(FailureCode.HARDWARE_ERROR, "board-failed");
            case 6 -> Completion.failed(FailureCode.NOT_READY, "board-busy");
            default -> Completion.failed(FailureCode.HARDWARE_ERROR, "refused");
        };
    }

    @Override
    public void close() {
        var unused = transport.disconnect();
    }
}
