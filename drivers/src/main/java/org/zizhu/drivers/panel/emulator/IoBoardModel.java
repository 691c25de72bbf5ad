package org.zizhu.drivers.panel.emulator;

import java.time.Duration;

/** Boards as one buys them; both leave the factory at address 1 and 9600 baud. */
public enum IoBoardModel {
    /** Eight inputs and eight outputs. */
    WAVESHARE_IO_8CH("Waveshare Modbus RTU IO 8CH", 8, 8, Duration.ofMillis(5)),
    /** Eight relays and no input. */
    WAVESHARE_RELAY_8CH("Waveshare Modbus RTU Relay", 0, 8, Duration.ofMillis(8));

    static final int BAUD = 9600;

    private final String product;
    private final int inputs;
    private final int outputs;
    private final Duration answering;

    IoBoardModel(String product, int inputs, int outputs, Duration answering) {
        this.product = product;
        this.inputs = inputs;
        this.outputs = outputs;
        this.answering = answering;
    }

    public String product() {
        return product;
    }

    public int inputs() {
        return inputs;
    }

    public int outputs() {
        return outputs;
    }

    /** From the end of a request to the beginning of its answer. */
    public Duration answering() {
        return answering;
    }
}
