package org.zizhu.field;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code KitProofMain KIT ROOT}: the whole proof, in a root that debootstrap has made. */
final class KitProofMain {
    private KitProofMain() {}

    public static void main(String[] arguments) throws Exception {
        Path work = Files.createTempDirectory("zizhu-kit");
        new KitProof(Path.of(arguments[1]), work).prove(Path.of(arguments[0]));
        System.out.println("a bare root was enrolled by one command");
        System.exit(0);
    }
}
