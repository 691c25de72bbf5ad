package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.zizhu.kiosk.screen.Text;

/** The networks that compare faces, which can be taken away. */
final class FaceMatcherFixture implements Fixture {

    private final Path models;
    private final Path link;

    /**
     * @param models the networks
     * @param link where the unit looks for them
     */
    FaceMatcherFixture(Path models, Path link) throws IOException {
        this.models = models;
        this.link = link;
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, models);
    }

    @Override
    public String id() {
        return "face-matcher";
    }

    @Override
    public Group group() {
        return Group.CREDENTIALS;
    }

    @Override
    public String wiring() {
        return "{ name: face-matcher, driver: onnx-faces, models: \"%s\" }".formatted(link);
    }

    @Override
    public Face face() {
        boolean there = Files.exists(link, LinkOption.NOFOLLOW_LINKS);
        return new Face(
                Text.of("人脸比对", "Face matcher"),
                there ? Mood.WELL : Mood.DOWN,
                there ? Text.of("模型就绪", "its networks are there") : Text.of("模型被拿走", "its networks are gone"),
                List.of(),
                List.of(
                        Button.harm("remove", "拿走模型", "take the networks away", there),
                        Button.heal("restore", "放回模型", "put them back", !there)));
    }

    @Override
    public Outcome press(String button, String argument) {
        try {
            switch (button) {
                case "remove" -> Files.deleteIfExists(link);
                case "restore" -> {
                    Files.deleteIfExists(link);
                    Files.createSymbolicLink(link, models);
                }
                default -> {
                    return Outcome.unknown(button);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the bench's folder can't be written", e);
        }
        return new Outcome.Done(face().state());
    }

    @Override
    public void close() {
        // The folder is not ours.
    }
}
