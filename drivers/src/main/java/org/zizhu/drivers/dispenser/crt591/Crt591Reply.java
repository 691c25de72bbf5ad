package org.zizhu.drivers.dispenser.crt591;

import java.util.Arrays;
import java.util.Optional;

/** What a CRT-591 made of a command. */
sealed interface Crt591Reply {

    /**
     * It did it.
     *
     * @param data what belongs to the command; a person's where a chip spoke
     */
    record Done(Crt591Status status, byte[] data) implements Crt591Reply {
        @Override
        public String toString() {
            return "Done[" + status + ", " + data.length + " bytes]";
        }
    }

    /** It did not, or not to the end. */
    record Refused(Crt591Error error) implements Crt591Reply {}

    /** The host stopped it while it worked. */
    record Stopped() implements Crt591Reply {}

    /** Where the data of an answer begins, in its content. */
    int DATA_FROM = 3 + Crt591Status.BYTES;

    /** Reads the content of a frame; empty when it is no answer to the command. */
    static Optional<Crt591Reply> of(Crt591Command command, byte[] content) {
        if (!command.isNamedBy(content)) {
            return Optional.empty();
        }
        if (content[0] == 'P' && content.length >= DATA_FROM) {
            byte[] data = Arrays.copyOfRange(content, DATA_FROM, content.length);
            return Crt591Status.of(content[3], content[4], content[5]).map(status -> new Done(status, data));
        }
        // The document's text has 'N', its list of codes 'E'; some firmware sends the latter.
        if ((content[0] == 'N' || content[0] == 'E') && content.length >= 5) {
            return Optional.of(new Refused(Crt591Error.of(content[3], content[4])));
        }
        return Optional.empty();
    }
}
