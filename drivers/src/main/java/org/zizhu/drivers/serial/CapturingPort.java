package org.zizhu.drivers.serial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** A port whose dialogue is written to a file that {@link Dialogue#read} understands; it changes nothing on the line. */
public record CapturingPort(SerialLink.Port port, Path file) implements SerialLink.Port {

    @Override
    public SerialLink open() throws IOException {
        SerialLink link = port.open();
        return new SerialLink() {
            @Override
            public void write(byte[] bytes) throws IOException {
                Dialogue.append(file, ">", bytes);
                link.write(bytes);
            }

            @Override
            public int read(byte[] buffer, Duration within) throws IOException {
                int count = link.read(buffer, within);
                if (count > 0) {
                    Dialogue.append(file, "<", Arrays.copyOf(buffer, count));
                }
                return count;
            }

            @Override
            public void close() {
                link.close();
            }
        };
    }
}
