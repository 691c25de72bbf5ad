package org.zizhu.field;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code KitProofMain KIT ROOT PICTURE}: the whole proof, in a root that debootstrap has made, before the display that DISPLAY names. */
final class KitProofMain {
    private KitProofMain() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("zizhu-kit");
        new KitProof(Path.of(arguments[1]), work).proveService(Path.of(arguments[0]), Path.of(arguments[2]));
        System.out.println("a bare root was brought into service by one command");
        System.exit(0);
    }
}
