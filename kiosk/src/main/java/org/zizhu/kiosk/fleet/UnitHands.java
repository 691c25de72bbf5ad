package org.zizhu.kiosk.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.panel.Panel;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.stock.ExchangeBook;
import org.zizhu.kiosk.stock.Store;
import org.zizhu.kiosk.visit.Closures;
import org.zizhu.kiosk.visit.ServiceState;
import org.zizhu.kiosk.visit.Unit;

/** What this unit can do of what the centre asks. */
final class UnitHands implements Hands {

    /** Longer than the slowest self-test. */
    private static final Duration SELF_TEST_WITHIN = Duration.ofSeconds(15);

    private static final Duration SWITCHED_WITHIN = Duration.ofSeconds(10);

    /** The slowest printer has warmed up by then. */
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);

    private static final String NOTICE = "notice";

    /** Screens before which nobody is served. */
    private static final Set<String> IDLE = Set.of("attract", "out-of-service");

    /** @param untilMs its end by the unit's wall clock, since 1970 */
    private record Kept(String zh, String en, long forMs, long untilMs) {}

    private final Unit unit;
    private final Closures closures;
    private final ReportStore store;
    private final OwnLog log;
    private final Supplier<CompletableFuture<Optional<byte[]>>> picture;
    private final Supplier<String> screen;
    private final @Nullable Runnable restart;

    /**
     * With the notice that is still to be shown from before.
     *
     * @param store keeps the notice over a restart
     * @param picture a picture of the display, where nobody is served before it
     * @param screen the id of the one that is shown
     * @param restart ends the process and has it started again; null where nobody would start it
     */
    UnitHands(
            Unit unit,
            ReportStore store,
            OwnLog log,
            Supplier<CompletableFuture<Optional<byte[]>>> picture,
            Supplier<String> screen,
            @Nullable Runnable restart) {
        this.unit = unit;
        this.store = store;
        this.log = log;
        this.picture = picture;
        this.screen = screen;
        this.closures = unit.centre().closures();
        this.restart = restart;
        store.kept(NOTICE).flatMap(kept -> Wire.read(kept, Kept.class)).ifPresent(this::post);
    }

    private void post(Kept notice) {
        Duration left = Duration.between(unit.clock().instant(), Instant.ofEpochMilli(notice.untilMs));
        // A clock that is off must not hold it there for years.
        if (!left.isNegative() && left.toMillis() <= notice.forMs) {
            unit.centre().notice().post(Text.of(notice.zh, notice.en), left);
        }
    }

    @Override
    public Set<String> able() {
        Set<String> able = new LinkedHashSet<>(Deed.NAMES.keySet());
        if (restart == null) {
            able.remove("restart");
        }
        if (unit.cabinet().panel().map(panel -> panel.relays().isEmpty()).orElse(true)) {
            able.remove("power-cycle");
        }
        if (!log.isKept()) {
            able.remove("fetch-logs");
        }
        return able;
    }

    @Override
    public Optional<String> objection(Deed deed) {
        if (deed instanceof Deed.CloseService close) {
            return offered(close.service());
        }
        if (deed instanceof Deed.OpenService open) {
            return offered(open.service());
        }
        if (deed instanceof Deed.AgreeDifference agree) {
            return store(agree).isPresent() ? Optional.empty() : Optional.of("unknown-store");
        }
        if (deed instanceof Deed.SelfTest test) {
            return unit.cabinet().named(test.device()).isPresent() ? Optional.empty() : Optional.of("unknown-device");
        }
        if (deed instanceof Deed.Screenshot) {
            return IDLE.contains(screen.get()) ? Optional.empty() : Optional.of("in-use");
        }
        if (deed instanceof Deed.PowerCycle cycle) {
            if (unit.cabinet().named(cycle.device()).isEmpty()) {
                return Optional.of("unknown-device");
            }
            return panelFor(cycle.device()).isPresent() ? Optional.empty() : Optional.of("no-relay");
        }
        return Optional.empty();
    }

    private Optional<String> offered(String service) {
        return unit.catalogue().items().stream().anyMatch(item -> item.id().equals(service))
                ? Optional.empty()
                : Optional.of("unknown-service");
    }

    private Optional<Panel> panelFor(String device) {
        return unit.cabinet().panel().filter(panel -> panel.relays().contains(device));
    }

    @Override
    public CompletableFuture<Outcome> perform(String command, Deed deed) {
        if (deed instanceof Deed.SelfTest test) {
            return selfTest(test.device());
        }
        if (deed instanceof Deed.PowerCycle cycle) {
            return powerCycle(cycle.device());
        }
        if (deed instanceof Deed.FetchLogs logs) {
            // Reading takes a while, which is not the visit's thread's.
            return CompletableFuture.supplyAsync(() -> logs(Duration.ofHours(logs.hours())));
        }
        if (deed instanceof Deed.Screenshot) {
            return picture.get().thenApply(UnitHands::picture);
        }
        if (deed instanceof Deed.Restart && restart != null) {
            restart.run();
            // It is done when the process has started again.
            return new CompletableFuture<>();
        }
        return CompletableFuture.completedFuture(performed(command, deed));
    }

    private Optional<Store> store(Deed.AgreeDifference agree) {
        return Store.of(unit.cabinet()).stream()
                .filter(store -> store.id().equals(agree.store()))
                .findFirst();
    }

    /** Only to the very count that the centre was told of. */
    private Outcome agree(String command, Deed.AgreeDifference agree) {
        ExchangeBook book = new ExchangeBook(unit.journal(), unit.identities());
        Optional<ExchangeBook.Bracket> waiting = store(agree)
                .flatMap(book::open)
                .filter(bracket -> bracket.disputed().isPresent());
        if (waiting.isEmpty()) {
            return new Outcome.Failed("nothing-to-agree-to");
        }
        ExchangeBook.Count count = waiting.get().disputed().orElseThrow().count();
        if (count.left() != agree.counted() || count.binned() != agree.countedBin()) {
            return new Outcome.Failed("another-count");
        }
        return book.agree(waiting.get(), "centre:" + command) instanceof ExchangeBook.Outcome.Refused refused
                ? new Outcome.Failed(keyword(refused.why()))
                : new Outcome.Done(Map.of());
    }

    private Outcome logs(Duration past) {
        try {
            return new Outcome.Fetched(
                    "text/plain; charset=utf-8", log.masked(past, MOST_BYTES).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return new Outcome.Failed("no-log");
        }
    }

    private static Outcome picture(Optional<byte[]> taken) {
        return taken.<Outcome>map(png -> png.length <= MOST_BYTES
                        ? new Outcome.Fetched("image/png", png)
                        : new Outcome.Failed("too-large"))
                .orElseGet(() -> new Outcome.Failed("in-use"));
    }

    private Outcome performed(String command, Deed deed) {
        if (deed instanceof Deed.CloseUnit close) {
            closures.closeUnit(command, close.reason());
        } else if (deed instanceof Deed.OpenUnit) {
            closures.openUnit(command);
            // What staff have closed on the spot the centre does not open: nobody knows from afar whether a hand is in
            // there.
            Optional<ServiceState.Out> out = new ServiceState(unit.journal()).out();
            if (out.isPresent()) {
                return new Outcome.Failed("closed-by-staff");
            }
        } else if (deed instanceof Deed.CloseService close) {
            closures.closeService(command, close.service(), close.reason());
        } else if (deed instanceof Deed.OpenService open) {
            closures.openService(command, open.service());
        } else if (deed instanceof Deed.ShowNotice notice) {
            Instant now = unit.clock().instant();
            Kept kept = new Kept(
                    notice.zh(),
                    notice.en(),
                    notice.forMs(),
                    now.plusMillis(notice.forMs()).toEpochMilli());
            store.keep(NOTICE, Wire.write(kept));
            post(kept);
        } else if (deed instanceof Deed.AgreeDifference agree) {
            return agree(command, agree);
        } else {
            return new Outcome.Failed("unsupported");
        }
        return new Outcome.Done(Map.of());
    }

    private CompletableFuture<Outcome> selfTest(String name) {
        Device device = unit.cabinet().named(name).orElseThrow();
        return device.selfTest(SELF_TEST_WITHIN).thenApply(ended -> {
            Map<String, Object> result = new HashMap<>();
            if (ended instanceof Completion.Failed<String> failed) {
                result.put("outcome", Wire.word(failed.code()));
                putIfKeyword(result, "reason", failed.reason());
            } else {
                // What it found is a sentence for people, which a unit may not send.
                result.put("outcome", "success");
            }
            return new Outcome.Done(result);
        });
    }

    private static String keyword(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void putIfKeyword(Map<String, Object> result, String name, String value) {
        if (Wire.isKeyword(value)) {
            result.put(name, value);
        }
    }

    private CompletableFuture<Outcome> powerCycle(String name) {
        Device device = unit.cabinet().named(name).orElseThrow();
        Panel panel = panelFor(name).orElseThrow();
        CompletableFuture<Outcome> back = new CompletableFuture<>();
        AtomicBoolean gone = new AtomicBoolean();
        Subscription watching = device.onStatus(status -> {
            if (!status.usable()) {
                gone.set(true);
            } else if (gone.get()) {
                back.complete(new Outcome.Done(Map.of()));
            }
        });
        var unused = panel.powerCycle(name, SWITCHED_WITHIN).thenAccept(ended -> {
            if (ended instanceof Completion.Failed<String> failed) {
                back.complete(
                        new Outcome.Failed(Wire.isKeyword(failed.reason()) ? failed.reason() : keyword(failed.code())));
            }
        });
        return back.completeOnTimeout(
                        new Outcome.Failed("device-silent"), BACK_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((outcome, failure) -> watching.close());
    }

    @Override
    public boolean isDone(Deed deed) {
        if (deed instanceof Deed.CloseUnit) {
            return closures.unit().isPresent();
        }
        if (deed instanceof Deed.OpenUnit) {
            return closures.unit().isEmpty()
                    && new ServiceState(unit.journal()).out().isEmpty();
        }
        if (deed instanceof Deed.CloseService close) {
            return closures.service(close.service()).isPresent();
        }
        if (deed instanceof Deed.OpenService open) {
            return closures.service(open.service()).isEmpty();
        }
        if (deed instanceof Deed.ShowNotice notice) {
            return unit.centre().notice().text().equals(Optional.of(Text.of(notice.zh(), notice.en())));
        }
        if (deed instanceof Deed.AgreeDifference agree) {
            return store(agree)
                    .map(store -> new ExchangeBook(unit.journal(), unit.identities())
                            .open(store)
                            .isEmpty())
                    .orElse(false);
        }
        return deed instanceof Deed.Restart;
    }
}
