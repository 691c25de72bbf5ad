package org.zizhu.drivers.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A serial port named by its path (a udev {@code by-id} link on a unit, a pseudo terminal on the bench), 8N1 without flow
 * control. Nothing is opened before {@link #open()}; the path may come and go.
 *
 * @param device the path; symbolic links are followed anew at each opening, so a device that was plugged in elsewhere is
 *     found again
 * @param baud bits per second; of no effect on a pseudo terminal
 */
public record TtyPort(Path device, int baud) implements SerialLink.Port {

    static {
        // A process that is killed while jSerialComm unpacks its native library leaves half of it, and whoever loads
        // that dies of it: each process has a folder of its own for it, and takes it away when it ends.
        System.setProperty("fazecast.jSerialComm.appid", UUID.randomUUID().toString());
    }

    @Override
    public SerialLink open() throws IOException {
        SerialPort.autoCleanupAtShutdown();
        // jSerialComm would look for a missing path's last name in /dev instead: settle it here.
        Path real = device.toRealPath();
        SerialPort port;
        try {
            port = SerialPort.getCommPort(real.toString());
        } catch (SerialPortInvalidPortException e) {
            throw new IOException("no serial port: " + device.getFileName(), e);
        }
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, (int) TtyLink.READ_SLICE.toMillis(), 0);
        if (!port.openPort()) {
            throw new IOException("can't open " + device.getFileName() + ", error " + port.getLastErrorCode());
        }
        return new TtyLink(port, device.getFileName().toString());
    }
}
