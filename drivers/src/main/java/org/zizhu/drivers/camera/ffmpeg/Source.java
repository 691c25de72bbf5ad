package org.zizhu.drivers.camera.ffmpeg;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.drivers.DeviceState;

/** Where the pictures come from: how ffmpeg is told to take them, and how to find out cheaply whether there is anything at all. */
public sealed interface Source {

    /**
     * The size and pace of pictures that are asked for.
     *
     * @param size such as "1280x720"
     * @param perSecond pictures a second
     */
    record Form(Optional<String> size, Optional<Integer> perSecond) {
        public static final Form AS_IT_COMES = new Form(Optional.empty(), Optional.empty());
    }

    /** For field staff: what kind of camera it is. */
    String kind();

    /** Whether the same picture twice means that the camera stands still; a film may well show the same for a while. */
    boolean live();

    /** What ffmpeg is told before it is told where to put the pictures. */
    List<String> arguments(Form form);

    /**
     * Finds out without taking a picture whether the source is there.
     *
     * @throws Unseen when it is not
     */
    void probe() throws Unseen;

    /** A camera at a port of the unit (Video4Linux), such as {@code /dev/v4l/by-id/…}. */
    record VideoDevice(Path path) implements Source {

        @Override
        public String kind() {
            return "video device";
        }

        @Override
        public boolean live() {
            return true;
        }

        @Override
        public List<String> arguments(Form form) {
            List<String> arguments = new ArrayList<>(List.of("-f", "v4l2", "-input_format", "mjpeg"));
            form.size().ifPresent(size -> arguments.addAll(List.of("-video_size", size)));
            form.perSecond().ifPresent(rate -> arguments.addAll(List.of("-framerate", rate.toString())));
            // Motion JPEG of USB cameras leaves out the Huffman tables that every JPEG decoder needs: the filter adds
            // them.
            arguments.addAll(List.of("-i", path.toString(), "-c:v", "copy", "-bsf:v", "mjpeg2jpeg"));
            return arguments;
        }

        @Override
        public void probe() throws Unseen {
            if (!Files.exists(path)) {
                throw new Unseen(DeviceState.NO_DEVICE, "link-lost");
            }
            if (!Files.isReadable(path)) {
                throw new Unseen(DeviceState.HARDWARE_ERROR, "not-permitted");
            }
        }
    }

    /** A film that is shown again and again at its own pace, where there is no camera. */
    record Film(Path path) implements Source {

        @Override
        public String kind() {
            return "film";
        }

        @Override
        public boolean live() {
            return false;
        }

        @Override
        public List<String> arguments(Form form) {
            List<String> arguments =
                    new ArrayList<>(List.of("-re", "-stream_loop", "-1", "-i", path.toString(), "-an"));
            form.size().ifPresent(size -> arguments.addAll(List.of("-s", size)));
            form.perSecond().ifPresent(rate -> arguments.addAll(List.of("-r", rate.toString())));
            arguments.addAll(List.of("-c:v", "mjpeg", "-q:v", "3"));
            return arguments;
        }

        @Override
        public void probe() throws Unseen {
            if (!Files.isRegularFile(path)) {
                throw new Unseen(DeviceState.NO_DEVICE, "no-such-file");
            }
            if (!Files.isReadable(path)) {
                throw new Unseen(DeviceState.HARDWARE_ERROR, "not-permitted");
            }
        }
    }

    /** A network camera that sends Motion JPEG over HTTP; size and pace are what it is set to. */
    record Address(URI uri) implements Source {

        /** Ten times the slowest answer in a building's network. */
        private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);

        private static final int HTTP_PORT = 80;
        private static final int HTTPS_PORT = 443;

        @Override
        public String kind() {
            return "network camera";
        }

        @Override
        public boolean live() {
            return true;
        }

        @Override
        public List<String> arguments(Form form) {
            // Without analysing first: the stream is known, and the first picture is wanted at once.
            return List.of(
                    "-f", "mpjpeg", "-probesize", "32", "-analyzeduration", "0", "-i", uri.toString(), "-c:v", "copy");
        }

        @Override
        public void probe() throws Unseen {
            int usual = "https".equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
            InetSocketAddress address = new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort());
            if (address.isUnresolved()) {
                throw new Unseen(DeviceState.NO_DEVICE, "host-unknown");
            }
            try (Socket socket = new Socket()) {
                socket.connect(address, (int) CONNECT_LIMIT.toMillis());
            } catch (ConnectException e) {
                throw new Unseen(DeviceState.NO_DEVICE, "refused");
            } catch (SocketTimeoutException e) {
                throw new Unseen(DeviceState.POWER_OFF, "silent");
            } catch (IOException e) {
                throw new Unseen(DeviceState.NO_DEVICE, "link-lost");
            }
        }

        /** Without the address, which may hold a password. */
        @Override
        public String toString() {
            return "Address[]";
        }
    }
}
