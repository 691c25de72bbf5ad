package org.zizhu.fleet;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.zizhu.fleet.unit.Division;

/**
 * Where and how a fleet server runs.
 *
 * @param folder keys, and the database where it is SQLite; made at first start
 * @param databaseUrl {@code jdbc:postgresql:…}, or {@code jdbc:sqlite:…}
 * @param bind the address that is listened on
 * @param host the name or address under which units find this server
 * @param port TLS port of the units; 0 for any free one
 * @param pagesPort TLS port of the dashboard; 0 for any free one
 * @param division what the first administrator looks after: the whole of this fleet
 * @param clock the fleet's time
 * @param nanos monotonic
 */
public record Settings(
        Path folder,
        String databaseUrl,
        String bind,
        String host,
        int port,
        int pagesPort,
        Division division,
        InstantSource clock,
        LongSupplier nanos) {

    /** On loopback, with SQLite in the folder, by the machine's clocks. */
    public static Settings inFolder(Path folder, int port, int pagesPort, Division division) {
        return new Settings(
                folder,
                "jdbc:sqlite:" + folder.resolve("fleet.sqlite"),
                "127.0.0.1",
                "127.0.0.1",
                port,
                pagesPort,
                division,
                InstantSource.system(),
                System::nanoTime);
    }

    /** The same with another database. */
    public Settings with(String otherDatabaseUrl) {
        return new Settings(folder, otherDatabaseUrl, bind, host, port, pagesPort, division, clock, nanos);
    }
}
