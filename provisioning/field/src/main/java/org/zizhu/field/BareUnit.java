package org.zizhu.field;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.zizhu.kiosk.UnitSettings;

/** The folder of a unit that has nothing but a name yet. */
final class BareUnit {

    /** contract.md §1 of zizhu-fleet. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");

    static final String WIRING = "cabinet.yaml";

    /** There while systemd is the first process. */
    private static final Path SYSTEMD = Path.of("/run/systemd/system");

    /** When the battery is low, and all is settled. */
    private static final String POWER_OFF = "power-off: [systemctl, poweroff]";

    private BareUnit() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve("unit.yaml"));
    }

    /** What has to be filled in before the kiosk can start: keys of {@code unit.yaml}, and {@code cabinet.yaml}. Empty for a folder that is complete. */
    static List<String> lacking(Path folder) throws IOException {
        UnitSettings settings = UnitSettings.read(folder);
        List<String> lacking = new ArrayList<>();
        if (settings.place() == null) {
            lacking.add("place");
        }
        if (settings.hotline() == null) {
            lacking.add("hotline");
        }
        if (settings.platform() == null) {
            lacking.add("platform");
        }
        if (!Files.exists(folder.resolve(WIRING))) {
            lacking.add(WIRING);
        }
        return lacking;
    }

    /** Makes the folder, for its owner only, and what can be said of the unit by now. */
    static void make(Path folder, String name) throws IOException {
        if (folder.toAbsolutePath().getParent() != null) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path part = folder.resolve("unit.yaml.part");
        Files.writeString(
                part,
                """
                # 终端的身份 / who this unit is. 中心没有开通设置时，去掉 # 并填写 / where the fleet has no setup for it, what begins with # is to be filled in.
                terminal: "%s"
                data: data
                web-port: 18090
                fleet: fleet
                %s
                # fleet-key: { module: /usr/lib/softhsm/libsofthsm2.so, token: LABEL, pin-file: fleet-pin }
                # place: { zh: 政务服务中心, en: Service Centre }
                # hotline: "12345"
                # platform: { uri: "https://…/", keystore: unit.p12, password-file: unit.password, ca: ca.pem }
                """
                        .formatted(name, Files.isDirectory(SYSTEMD) ? POWER_OFF : "# " + POWER_OFF),
                StandardCharsets.UTF_8);
        Files.move(part, folder.resolve("unit.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }
}
