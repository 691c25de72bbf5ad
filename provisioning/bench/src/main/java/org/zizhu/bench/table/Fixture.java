package org.zizhu.bench.table;

import java.util.Optional;
import java.util.regex.Pattern;
import org.zizhu.bench.panel.Gadget;

/** An emulated device on the table: what is done to it by the panel, and how the unit's wiring file names it. */
interface Fixture extends Gadget, AutoCloseable {

    /** Its entry in {@code cabinet.yaml}, one line of YAML flow style: {@code { name: …, driver: …, port: … }}. */
    String wiring();

    @Override
    default Optional<String> device() {
        return Pattern.compile("name: ([^,]+)")
                .matcher(wiring())
                .results()
                .findFirst()
                .map(name -> name.group(1));
    }

    /** Ends the emulator and frees its line. */
    @Override
    void close();
}
