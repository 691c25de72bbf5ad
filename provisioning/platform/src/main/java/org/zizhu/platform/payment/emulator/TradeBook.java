package org.zizhu.platform.payment.emulator;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.emulator.Outcome.Done;
import org.zizhu.platform.payment.emulator.Outcome.Not;

/** A provider's own books, and its rules of what may happen to an order. Thread-safe. */
final class TradeBook implements AutoCloseable {

    private final String prefix;
    private final InstantSource clock;
    private final Vault vault;
    private final Map<String, Trade> trades = new LinkedHashMap<>();
    private long serial;

    /**
     * @param prefix what its codes begin with
     * @param vault with what was in the book before
     */
    TradeBook(String prefix, InstantSource clock, Vault vault) {
        this.prefix = prefix;
        this.clock = clock;
        this.vault = vault;
        this.serial = vault.serial();
        vault.trades().forEach(trade -> trades.put(trade.number(), trade));
    }

    /** Opens an order; asked again for the same, it is the same order. */
    synchronized Outcome<Trade> open(
            String number, String description, long fen, Instant expires, @Nullable URI notifyAt) {
        Trade known = trades.get(number);
        if (known != null) {
            return switch (known.phase()) {
                case PAID -> new Not<>(Trouble.ALREADY_PAID);
                case CLOSED -> new Not<>(Trouble.ALREADY_CLOSED);
                case OPEN, PAYING -> known.fen() == fen ? new Done<>(known) : new Not<>(Trouble.DIFFERENT);
            };
        }
        if (!clock.instant().isBefore(expires)) {
            return new Not<>(Trouble.EXPIRED);
        }
        return new Done<>(keep(new Trade(
                number,
                description,
                fen,
                prefix + next(),
                expires,
                notifyAt,
                Trade.Phase.OPEN,
                "",
                "",
                null,
                List.of())));
    }

    synchronized Optional<Trade> byNumber(String number) {
        return Optional.ofNullable(trades.get(number));
    }

    /** Somebody has scanned the code and is about to pay: from now on only they can, also when its time is over by then. */
    synchronized Outcome<Trade> begin(String code, String payer) {
        Trade trade = trades.values().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElse(null);
        if (trade == null) {
            return new Not<>(Trouble.NOT_FOUND);
        }
        return switch (trade.phase()) {
            case PAID -> new Not<>(Trouble.ALREADY_PAID);
            case CLOSED -> new Not<>(Trouble.ALREADY_CLOSED);
            case PAYING -> trade.payer().equals(payer) ? new Done<>(trade) : new Not<>(Trouble.BEING_PAID);
            case OPEN ->
                clock.instant().isBefore(trade.expires())
                        ? new Done<>(keep(trade.begunBy(payer)))
                        : new Not<>(Trouble.EXPIRED);
        };
    }

    /** Whoever began has typed in the password. */
    synchronized Outcome<Trade> finish(String code, String payer) {
        Outcome<Trade> begun = begin(code, payer);
        if (begun instanceof Done<Trade> done) {
            return new Done<>(keep(done.value().paid("42000" + next(), clock.instant())));
        }
        return begun;
    }

    /** Whoever began has given up; the order may be paid by somebody else. */
    synchronized void giveUp(String code) {
        trades.values().stream()
                .filter(each -> each.code().equals(code) && each.phase() == Trade.Phase.PAYING)
                .findFirst()
                .ifPresent(trade -> keep(trade.with(Trade.Phase.OPEN)));
    }

    synchronized Outcome<Trade> close(String number) {
        Trade trade = trades.get(number);
        if (trade == null) {
            return new Not<>(Trouble.NOT_FOUND);
        }
        return switch (trade.phase()) {
            case PAID -> new Not<>(Trouble.ALREADY_PAID);
            case PAYING -> new Not<>(Trouble.BEING_PAID);
            case OPEN, CLOSED -> new Done<>(keep(trade.with(Trade.Phase.CLOSED)));
        };
    }

    /** Gives money back; asked again by the same number, it is the same return. */
    synchronized Outcome<Trade.Return> giveBack(String number, String returnNumber, long fen, Trade.Status status) {
        Trade trade = trades.get(number);
        if (trade == null) {
            return new Not<>(Trouble.NOT_FOUND);
        }
        if (trade.phase() != Trade.Phase.PAID) {
            return new Not<>(Trouble.NOT_PAID);
        }
        Optional<Trade.Return> known = trade.returns().stream()
                .filter(each -> each.number().equals(returnNumber))
                .findFirst();
        if (known.isPresent()) {
            return known.get().fen() == fen ? new Done<>(known.get()) : new Not<>(Trouble.DIFFERENT);
        }
        if (trade.returned() + fen > trade.fen()) {
            return new Not<>(Trouble.TOO_MUCH);
        }
        Trade.Return made = new Trade.Return(returnNumber, "50000" + next(), fen, status, clock.instant());
        List<Trade.Return> all = new ArrayList<>(trade.returns());
        all.add(made);
        keep(trade.with(all));
        return new Done<>(made);
    }

    /** A return under way comes to its end. */
    synchronized Trade end(String returnNumber, Trade.Status status) {
        Trade trade = ofReturn(returnNumber).orElseThrow();
        return keep(trade.with(trade.returns().stream()
                .map(each -> each.number().equals(returnNumber) ? each.with(status, clock.instant()) : each)
                .toList()));
    }

    /** The order that a return is of. */
    synchronized Optional<Trade> ofReturn(String returnNumber) {
        return trades.values().stream()
                .filter(trade ->
                        trade.returns().stream().anyMatch(each -> each.number().equals(returnNumber)))
                .findFirst();
    }

    synchronized List<Trade> all() {
        return List.copyOf(trades.values());
    }

    /** Those paid on a day in China. */
    synchronized List<Trade> paidOn(LocalDate day) {
        return trades.values().stream()
                .filter(trade -> trade.paidAt() != null && day(trade.paidAt()).equals(day))
                .toList();
    }

    /** Those of which something went back on a day in China, each with that alone. */
    synchronized List<Trade> returnedOn(LocalDate day) {
        return trades.values().stream()
                .map(trade -> trade.with(trade.returns().stream()
                        .filter(each -> each.status() == Trade.Status.MADE
                                && day(each.at()).equals(day))
                        .toList()))
                .filter(trade -> !trade.returns().isEmpty())
                .toList();
    }

    /** What wallets show of it. */
    synchronized List<Movement> movements(Means means) {
        List<Movement> movements = new ArrayList<>();
        for (Trade trade : trades.values()) {
            Instant paidAt = trade.paidAt();
            if (paidAt == null) {
                continue;
            }
            movements.add(new Movement(
                    means, trade.number(), trade.description(), trade.fen(), trade.payer(), false, paidAt));
            for (Trade.Return each : trade.returns()) {
                if (each.status() == Trade.Status.MADE) {
                    movements.add(new Movement(
                            means, trade.number(), trade.description(), each.fen(), trade.payer(), true, each.at()));
                }
            }
        }
        return movements;
    }

    @Override
    public synchronized void close() {
        vault.close();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.ofHours(8));
    }

    private Trade keep(Trade trade) {
        vault.keep(trade, serial);
        trades.put(trade.number(), trade);
        return trade;
    }

    private String next() {
        serial++;
        return String.format(Locale.ROOT, "%018d", serial);
    }
}
