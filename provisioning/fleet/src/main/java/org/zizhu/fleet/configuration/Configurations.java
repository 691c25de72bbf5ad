package org.zizhu.fleet.configuration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.contract.Told;
import org.zizhu.fleet.contract.UnitId;
import org.zizhu.fleet.group.Group;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.trust.FleetAuthority;
import org.zizhu.fleet.unit.Division;

/**
 * Where configurations are published, stopped and rolled back: durable first, then told to units, a few of them first. It stops by itself when a unit
 * refuses or fails. Thread-safe.
 */
public final class Configurations {

    /** So long all first units have to be there and go by it before others get it. */
    static final Duration TRIAL = Duration.ofMinutes(10);

    /** As a unit takes it, in base64; contract.md §10. */
    static final int MOST_CHARACTERS = 40_000;

    private static final int UNITS_AT_ONCE = 50;

    /** What is signed. */
    private record Document(long version, Content content) {}

    private final Database database;
    private final FleetAuthority authority;
    private final InstantSource clock;
    private final BiPredicate<UnitId, Told> teller;

    /** @param teller passes it to the unit's connection, and says whether there is one; else it waits for the next welcome */
    public Configurations(
            Database database, FleetAuthority authority, InstantSource clock, BiPredicate<UnitId, Told> teller) {
        this.database = database;
        this.authority = authority;
        this.clock = clock;
        this.teller = teller;
    }

    /**
     * Publishes a new version for the units of a division and of all that lies in it.
     *
     * @param firstUnits with so many it is tried; 0 for none
     */
    public Published publish(Division division, String title, Content content, int firstUnits, String actor) {
        Optional<String> wrong = content.wrong();
        return wrong.isPresent()
                ? new Published.Refused(wrong.get())
                : begin(division, null, title, content, null, null, firstUnits, actor);
    }

    /** The same for the units of a group: those that are in it now, and whoever comes into it later. */
    public Published publish(Group group, String title, Content content, int firstUnits, String actor) {
        Optional<String> wrong = content.wrong();
        return wrong.isPresent()
                ? new Published.Refused(wrong.get())
                : begin(group.division(), group.number(), title, content, null, null, firstUnits, actor);
    }

    /**
     * Publishes what the units of a version should go by again, as a new version, for all of them at once; also for those that it has reached and
     * that have left its group since.
     *
     * @param to the version before; null for what units came with
     */
    public Published rollBack(Configuration from, @Nullable Configuration to, String actor) {
        Content content = to == null ? new Content(null, null, null, null, null, null) : to.content();
        return begin(
                from.division(),
                from.group() == null ? null : from.group().number(),
                from.title(),
                content,
                to == null ? 0L : to.version(),
                from.version(),
                0,
                actor);
    }

    private Published begin(
            Division division,
            @Nullable Long group,
            String title,
            Content content,
            @Nullable Long former,
            @Nullable Long instead,
            int firstUnits,
            String actor) {
        FleetAuthority.Holder signer = authority.signer();
        Instant now = clock.instant();
        return database.write(connection -> {
            long version = ConfigurationBook.nextVersion(connection);
            String document = Base64.getEncoder()
                    .encodeToString(FleetAuthority.sign(packed(new Document(version, content)), signer, now));
            if (document.length() > MOST_CHARACTERS) {
                return new Published.Refused("size");
            }
            ConfigurationBook.begin(
                    connection,
                    new ConfigurationBook.Fresh(version, division, group, title, content, document, former, instead),
                    firstUnits,
                    actor,
                    now);
            return new Published.Taken(version);
        });
    }

    private static byte[] packed(Document document) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Json.write(document).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** It goes out to no more units; those that go by it go on. False if it is out already. */
    public boolean stop(long version, String actor) {
        Instant now = clock.instant();
        return database.write(connection -> ConfigurationBook.stop(connection, version, "by-operator", actor, now));
    }

    /**
     * Goes on with what is under way, and tells units that are here; once a second, say.
     *
     * @param mine whether it is this node that goes on: one does for all
     */
    public void lookAround(boolean mine) {
        Instant now = clock.instant();
        if (mine) {
            database.write(connection -> {
                ConfigurationBook.goOn(connection, UNITS_AT_ONCE, TRIAL, now);
                return true;
            });
        }
        List<ConfigurationBook.Due> told = new ArrayList<>();
        for (ConfigurationBook.Due due :
                database.read(connection -> ConfigurationBook.due(connection, UNITS_AT_ONCE))) {
            Optional<Told.Desired> document =
                    database.read(connection -> ConfigurationBook.document(connection, due.version()));
            if (document.isPresent() && teller.test(due.unit(), document.get())) {
                told.add(due);
            }
        }
        if (!told.isEmpty()) {
            database.write(connection -> {
                for (ConfigurationBook.Due due : told) {
                    ConfigurationBook.sent(connection, due.unit(), due.version(), now);
                }
                return true;
            });
        }
    }
}
