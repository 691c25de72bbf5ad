package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.drivers.power.nut.emulator.EmulatedUps;
import org.zizhu.drivers.power.nut.emulator.NutServerEmulator;
import org.zizhu.drivers.power.nut.emulator.NutServerEmulator.Fault;
import org.zizhu.drivers.power.nut.emulator.UpsModel;
import org.zizhu.kiosk.screen.Text;

/** The power supply with its plug and battery, and the server that speaks for it. */
final class PowerSupplyFixture implements Fixture {

    /** Charge at which the supply calls for an orderly end. */
    private static final int LOW_PERCENT = 10;

    private static final Duration FLICKER = Duration.ofMillis(900);

    private final EmulatedUps ups = new EmulatedUps(UpsModel.CASTLE_1K, Imperfection.REAL, MonotonicClock.SYSTEM);
    private final NutServerEmulator server;
    private boolean flickers;

    PowerSupplyFixture(RandomGenerator random) throws IOException {
        server = new NutServerEmulator(ups, random);
    }

    @Override
    public String id() {
        return "power-supply";
    }

    @Override
    public String wiring() {
        return "{ name: power-supply, driver: nut, uri: \"%s\" }".formatted(server.uri());
    }

    @Override
    public synchronized Face face() {
        return new Face(Text.of("不间断电源", "Power supply · NUT"), mood(), state(), facts(), buttons());
    }

    private Mood mood() {
        if (!server.running() || server.fault() != Fault.NONE) {
            return Mood.DOWN;
        }
        return ups.onMains() && !flickers ? Mood.WELL : Mood.NEEDS_CARE;
    }

    private Text state() {
        if (!server.running()) {
            return Text.of("NUT服务停止", "the server is gone");
        }
        return switch (server.fault()) {
            case SILENCE -> Text.of("服务不应答", "the server is silent");
            case GARBAGE -> Text.of("服务应答乱码", "the server answers garbage");
            case HALF_LINE -> Text.of("应答只有一半", "answers end in the middle");
            case DATA_STALE -> Text.of("数据过期", "stale data");
            case DRIVER_NOT_CONNECTED -> Text.of("UPS驱动停止", "its driver is gone");
            case ACCESS_DENIED -> Text.of("拒绝访问", "access denied");
            case NONE -> source();
        };
    }

    private Text source() {
        if (flickers) {
            return Text.of("市电时有时无", "the mains flicker");
        }
        return ups.onMains() ? Text.of("市电供电", "on mains") : Text.of("电池供电", "on battery");
    }

    private List<Fact> facts() {
        return List.of(new Fact(Text.of("电量", "charge"), ups.chargePercent() + " %"));
    }

    private List<Button> buttons() {
        boolean told = server.running() && server.fault() == Fault.NONE;
        return List.of(
                ups.onMains() && !flickers
                        ? Button.harm("mains-off", "断开市电", "pull the mains", true)
                        : Button.heal("mains-on", "恢复市电", "mains back", true),
                Button.harm("flicker", "市电闪断", "mains flicker", !flickers),
                Button.harm("low", "电池只剩10%", "battery at 10 %", true),
                Button.harm("old", "电池老化", "battery too old", true),
                Button.harm("stale", "数据过期", "stale data", told),
                Button.harm("garbage", "应答乱码", "garbage", told),
                Button.harm("silence", "不应答", "silence", told),
                server.running()
                        ? Button.harm("server-off", "停NUT服务", "stop the server", true)
                        : Button.heal("server-on", "启动NUT服务", "start the server", true),
                Button.heal("heal", "全部恢复", "heal", true));
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        switch (button) {
            case "mains-off" -> ups.mains(false);
            case "mains-on" -> mainsOn();
            case "flicker" -> {
                flickers = true;
                ups.flicker(FLICKER);
            }
            case "low" -> {
                ups.charge(LOW_PERCENT);
                return Outcome.done("电池只剩10%", "the battery is at 10 %");
            }
            case "old" -> {
                ups.replaceBattery(true);
                return Outcome.done("UPS提示更换电池", "it asks for a new battery");
            }
            case "stale" -> server.fault(Fault.DATA_STALE);
            case "garbage" -> server.fault(Fault.GARBAGE);
            case "silence" -> server.fault(Fault.SILENCE);
            case "server-off" -> stop();
            case "server-on" -> restart();
            case "heal" -> {
                mainsOn();
                ups.heal();
                server.fault(Fault.NONE);
                restart();
            }
            default -> {
                return Outcome.unknown(button);
            }
        }
        return new Outcome.Done(state());
    }

    private void mainsOn() {
        flickers = false;
        ups.mains(true);
    }

    private void restart() {
        try {
            server.restart();
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the power supply's server", e);
        }
    }

    private void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException("the power supply's server does not stop", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
