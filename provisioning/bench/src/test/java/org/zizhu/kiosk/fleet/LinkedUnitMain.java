package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.zizhu.drivers.loop.MonotonicClock;
import org.zizhu.kiosk.UnitSettings;
import org.zizhu.kiosk.catalogue.Catalogue;
import org.zizhu.kiosk.configuration.Configuration;
import org.zizhu.kiosk.configuration.InForce;
import org.zizhu.kiosk.visit.Unit;

/**
 * A unit's side of its fleet in a process of its own, which sees its security token as the environment says. {@code report FOLDER} connects and ends
 * when its report is acknowledged; {@code renew FOLDER} fetches a new certificate and does not use it; {@code check FOLDER…} says of each whether it
 * can have its key.
 */
final class LinkedUnitMain {

    private static final long LOOK_EVERY_MILLIS = 50;

    private LinkedUnitMain() {}

    public static void main(String[] arguments) throws Exception {
        for (String name : List.of(arguments).subList(1, arguments.length)) {
            Path folder = Path.of(name);
            UnitSettings settings = UnitSettings.read(folder);
            FleetFolder fleet = FleetFolder.of(settings, folder, new SecureRandom());
            switch (arguments[0]) {
                case "report" -> report(settings, folder, fleet);
                case "renew" -> renew(settings, folder, fleet);
                default -> check(fleet);
            }
        }
        System.exit(0);
    }

    private static ReportStore store(UnitSettings settings, Path folder) {
        return new ReportStore(
                folder.resolve(settings.data()).resolve("fleet.db"),
                InstantSource.system(),
                MonotonicClock.SYSTEM,
                new SecureRandom());
    }

    private static void report(UnitSettings settings, Path folder, FleetFolder fleet) throws Exception {
        ReportStore store = store(settings, folder);
        store.report(List.of(new Fact.OfLink("platform", Fact.LinkState.DOWN, null)));
        Commands commands = new Commands(
                store,
                new NoHands(),
                (command, mediaType, content) -> CompletableFuture.completedFuture(false),
                MonotonicClock.SYSTEM,
                known -> {},
                () -> {});
        Configurations configurations = new Configurations(
                folder.resolve(settings.data()),
                fleet,
                new InForce(Configuration.usual("12345", Catalogue.shipped())),
                store,
                () -> {});
        FleetLink link = new FleetLink(
                settings.terminal(),
                fleet,
                store,
                commands,
                configurations,
                Set.of(),
                new Unit.WallClock(InstantSource.system()),
                InstantSource.system(),
                MonotonicClock.SYSTEM,
                new SecureRandom(),
                () -> {});
        Thread linking = new Thread(link::run, "fleet-link");
        linking.start();
        while (store.waiting() > 0) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        link.close();
        linking.join();
        store.close();
        System.out.println("acknowledged");
    }

    private static void renew(UnitSettings settings, Path folder, FleetFolder fleet) throws Exception {
        ReportStore store = store(settings, folder);
        Identity identity = fleet.identity().orElseThrow();
        System.out.println(new Enroller(settings.terminal(), fleet, store, Optional::empty)
                .renew(identity, FleetClient.of(identity, Optional::empty)));
        store.close();
    }

    private static void check(FleetFolder fleet) {
        try {
            fleet.checkKeys();
            System.out.println("good");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }

    /** Can do nothing. */
    private static final class NoHands implements Hands {
        @Override
        public Set<String> able() {
            return Set.of();
        }

        @Override
        public Optional<String> objection(Deed deed) {
            return Optional.of("unsupported");
        }

        @Override
        public CompletableFuture<Outcome> perform(String command, Deed deed) {
            return CompletableFuture.completedFuture(new Outcome.Failed("unsupported"));
        }

        @Override
        public boolean isDone(Deed deed) {
            return false;
        }
    }
}
