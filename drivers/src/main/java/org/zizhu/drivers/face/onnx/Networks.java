package org.zizhu.drivers.face.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The networks of a folder that have been opened: all of them are closed together, also when one can't be opened. */
final class Networks implements AutoCloseable {
    private final ModelFolder folder;
    private final List<Network> opened = new ArrayList<>();

    Networks(ModelFolder folder) {
        this.folder = folder;
    }

    /** As {@link Network#open}. */
    Network open(
            ModelFolder.Model model,
            int width,
            int height,
            Channels channels,
            List<String> outputs,
            int... outputLengths)
            throws IOException {
        Network network =
                Network.open(folder.weights(model), model.layout(), width, height, channels, outputs, outputLengths);
        opened.add(network);
        return network;
    }

    /** How long all of them computed since they were opened. */
    long computedNanos() {
        return opened.stream().mapToLong(Network::computedNanos).sum();
    }

    @Override
    public void close() {
        opened.forEach(Network::close);
        opened.clear();
    }
}
