package org.zizhu.bench.table;

import java.util.List;
import org.zizhu.kiosk.screen.Text;

/** The scanner that looks through the camera: what is done to it is done to the camera. */
final class CameraScannerFixture implements Fixture {

    @Override
    public String id() {
        return "camera-scanner";
    }

    @Override
    public Group group() {
        return Group.CREDENTIALS;
    }

    @Override
    public String wiring() {
        return "{ name: camera-scanner, driver: camera-codes, camera: %s }".formatted(CameraFixture.NAME);
    }

    @Override
    public Face face() {
        return new Face(
                Text.of("摄像头扫码", "Code scanner through the camera"),
                Mood.WELL,
                Text.of("用摄像头看码", "sees what the camera sees"),
                List.of(),
                List.of());
    }

    @Override
    public Outcome press(String button, String argument) {
        return Outcome.unknown(button);
    }

    @Override
    public void close() {
        // The camera is closed by its own fixture.
    }
}
