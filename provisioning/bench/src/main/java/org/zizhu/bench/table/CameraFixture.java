package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.zizhu.drivers.camera.emulator.CameraEmulator;
import org.zizhu.drivers.camera.emulator.CameraFault;
import org.zizhu.drivers.camera.emulator.CameraModel;
import org.zizhu.drivers.camera.emulator.Light;
import org.zizhu.drivers.camera.emulator.ModuleGrid;
import org.zizhu.drivers.camera.emulator.Pose;
import org.zizhu.drivers.camera.emulator.Scene;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.kiosk.screen.Text;

/** The camera, and what is before it. */
final class CameraFixture implements Fixture {

    /** Its name in the wiring file. */
    static final String NAME = "camera";

    private static final String SAMPLE = "TEST-4301020002";

    /** What a code of a citizen's app is shown with: a phone, not quite straight. */
    private static final Pose HELD = Pose.straight(6).turned(9, -6, 5);

    private static final Light ON_A_PHONE = Light.GOOD.onPhone(0.15);

    private final CameraEmulator camera;

    CameraFixture(RandomGenerator random) throws IOException {
        camera = new CameraEmulator(CameraModel.AXIS_M1065_L, Imperfection.REAL, random);
    }

    /** What others may put something before. */
    CameraEmulator emulator() {
        return camera;
    }

    @Override
    public String id() {
        return NAME;
    }

    @Override
    public Group group() {
        return Group.CREDENTIALS;
    }

    @Override
    public String wiring() {
        return "{ name: %s, driver: ffmpeg, source: \"%s\" }".formatted(NAME, camera.uri());
    }

    @Override
    public Face face() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(Text.of("观看者", "watched by"), Integer.toString(camera.viewers())));
        return new Face(Text.of("摄像头", "Camera · " + camera.model().model()), mood(), state(), facts, buttons());
    }

    private Mood mood() {
        if (camera.fault() != CameraFault.NONE) {
            return Mood.DOWN;
        }
        return camera.viewers() > 0 ? Mood.BUSY : Mood.WELL;
    }

    private Text state() {
        return switch (camera.fault()) {
            case FROZEN -> Text.of("画面冻结", "frozen");
            case SILENT -> Text.of("没有画面", "sends nothing");
            case BLACK -> Text.of("镜头被遮住", "its lens is covered");
            case GARBAGE -> Text.of("画面是乱码", "sends garbage");
            case HALF_PICTURES -> Text.of("画面只有一半", "sends half pictures");
            case CUT -> Text.of("连接总被切断", "cuts each connection");
            case REFUSING -> Text.of("网线已拔出", "unplugged");
            case NONE -> before();
        };
    }

    private Text before() {
        Scene scene = camera.scene();
        if (scene instanceof Scene.HeldUp) {
            return Text.of("面前举着码", "a code is held up");
        }
        return scene instanceof Scene.Visitor || scene instanceof Scene.Film || scene instanceof Scene.Movement
                ? Text.of("面前有人", "somebody stands there")
                : Text.of("面前没人", "nobody there");
    }

    private List<Button> buttons() {
        boolean empty = camera.scene() instanceof Scene.EmptyBooth;
        boolean well = camera.fault() == CameraFault.NONE;
        return List.of(
                Button.serve("show", "举起码", "hold up a code", true).asking("码的内容", "what the code says"),
                Button.serve("visitor", "有人来", "somebody comes", true),
                Button.serve("empty", "拿开/离开", "take it away", !empty),
                Button.harm("freeze", "冻结", "freeze", well),
                Button.harm("silence", "不发画面", "send nothing", well),
                Button.harm("black", "遮住镜头", "cover the lens", well),
                Button.harm("garbage", "乱码", "garbage", well),
                Button.harm("half", "半幅画面", "half pictures", well),
                Button.harm("cut", "切断连接", "cut connections", well),
                Button.harm("unplug", "拔网线", "unplug", well),
                Button.heal("heal", "恢复正常", "make it well", !well));
    }

    @Override
    public Outcome press(String button, String argument) {
        return switch (button) {
            case "show" -> show(argument.isBlank() ? SAMPLE : argument);
            case "visitor" -> {
                camera.show(new Scene.Visitor());
                yield Outcome.done("有人来了", "somebody came");
            }
            case "empty" -> {
                camera.show(new Scene.EmptyBooth());
                yield Outcome.done("面前空了", "there is nobody any more");
            }
            case "freeze" -> fault(CameraFault.FROZEN);
            case "silence" -> fault(CameraFault.SILENT);
            case "black" -> fault(CameraFault.BLACK);
            case "garbage" -> fault(CameraFault.GARBAGE);
            case "half" -> fault(CameraFault.HALF_PICTURES);
            case "cut" -> fault(CameraFault.CUT);
            case "unplug" -> fault(CameraFault.REFUSING);
            case "heal" -> fault(CameraFault.NONE);
            default -> Outcome.unknown(button);
        };
    }

    private Outcome show(String text) {
        Optional<ModuleGrid> code = qr(text);
        if (code.isEmpty()) {
            return Outcome.refused("内容太长", "that is too long for a code");
        }
        camera.show(new Scene.HeldUp(code.get(), HELD, ON_A_PHONE));
        return Outcome.done("举起了码", "holds up a code");
    }

    private static Optional<ModuleGrid> qr(String text) {
        try {
            return Optional.of(ModuleGrid.qr(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Outcome fault(CameraFault fault) {
        try {
            camera.fault(fault);
        } catch (IOException e) {
            throw new UncheckedIOException("the camera's port is taken", e);
        }
        return new Outcome.Done(state());
    }

    @Override
    public void close() {
        camera.close();
    }
}
