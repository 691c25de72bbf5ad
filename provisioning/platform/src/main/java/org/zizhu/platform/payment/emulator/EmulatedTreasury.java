package org.zizhu.platform.payment.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.emulator.Counter.Asked;
import org.zizhu.platform.payment.emulator.Counter.Said;
import org.zizhu.platform.payment.emulator.Outcome.Done;
import org.zizhu.platform.payment.emulator.Outcome.Not;
import org.zizhu.platform.payment.treasury.Seal;
import org.zizhu.platform.payment.treasury.Unit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A treasury's platform on loopback, with one collecting unit; and the bank of the citizens who pay its codes. Thread-safe. */
public final class EmulatedTreasury implements AutoCloseable {

    private static final String UNIT = "100001";
    private static final int SECRET_LENGTH = 32;
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String secret = Keys.text(SECRET_LENGTH);
    private final TradeBook book;
    private final Moods moods = new Moods();
    private final InstantSource wire;
    private final Counter counter;

    private EmulatedTreasury(InstantSource clock, InstantSource wire, Vault vault) throws IOException {
        this.wire = wire;
        // 20 digits, as in Shandong; what they mean is the treasury's affair.
        this.book = new TradeBook("37", clock, vault);
        this.counter = Counter.open("treasury", new Desk(), moods);
    }

    /**
     * Opens for business.
     *
     * @param clock by which codes expire
     * @param wire the machine's clock, by which requests are dated
     */
    public static EmulatedTreasury open(InstantSource clock, InstantSource wire) throws IOException {
        return new EmulatedTreasury(clock, wire, Vault.inMemory());
    }

    /** The same with its book in a file, so that it goes on after any end. */
    public static EmulatedTreasury open(InstantSource clock, InstantSource wire, Path book) throws IOException {
        return new EmulatedTreasury(clock, wire, Vault.in(book));
    }

    public Unit unit() {
        return new Unit(counter.uri(), UNIT, secret);
    }

    /** What goes wrong: operations are place, query, close, bill. */
    public Moods moods() {
        return moods;
    }

    /** Pays a code at a bank. */
    public Paying pay(String code, String payer) {
        Outcome<Trade> outcome = book.finish(code, payer);
        return outcome instanceof Done<Trade> done
                ? new Paying.Paid(done.value().id())
                : new Paying.Refused(((Not<Trade>) outcome).trouble().name());
    }

    /** Has the code before them, and has not confirmed yet; {@link #pay} does that. */
    public boolean scan(String code, String payer) {
        return book.begin(code, payer) instanceof Done;
    }

    /** What citizens' accounts show of it. */
    public List<Movement> movements() {
        return book.movements(Means.NON_TAX);
    }

    @Override
    public void close() {
        counter.close();
        book.close();
    }

    private final class Desk implements Counter.Desk {

        @Override
        public String operation(Asked asked) {
            if (asked.path().startsWith("/bills/")) {
                return "bill";
            }
            if (asked.path().endsWith("/void")) {
                return "close";
            }
            return asked.method().equals("POST") ? "place" : "query";
        }

        @Override
        public Said answer(Asked asked) {
            if (!good(asked)) {
                return problem(401, "BAD_SEAL");
            }
            try {
                return switch (operation(asked)) {
                    case "place" -> place(JSON.readTree(asked.body()));
                    case "bill" -> bill(LocalDate.parse(asked.path().substring("/bills/".length())));
                    case "close" -> close(asked.path().split("/", -1)[2]);
                    default -> query(asked.path().split("/", -1)[2]);
                };
            } catch (JacksonException | DateTimeException | ArrayIndexOutOfBoundsException e) {
                return problem(400, "MALFORMED");
            }
        }

        @Override
        public Said ill(Mood mood, Asked asked) {
            return mood == Mood.TOO_OFTEN ? problem(429, "TOO_OFTEN") : problem(500, "SYSTEM_ERROR");
        }

        @Override
        public Map<String, String> headers(Asked asked, Said said, boolean forged) {
            String text = forged ? "something else" : said.body();
            return Map.of(
                    "X-Seal",
                    Seal.of(secret, asked.path(), asked.header("X-Time"), String.valueOf(said.status()), text));
        }

        private boolean good(Asked asked) {
            String at = asked.header("X-Time");
            if (!at.matches("[0-9]{1,12}") || !asked.header("X-Unit").equals(UNIT)) {
                return false;
            }
            Instant dated = Instant.ofEpochSecond(Long.parseLong(at));
            return Duration.between(dated, wire.instant()).abs().compareTo(SKEW) < 0
                    && Seal.same(
                            asked.header("X-Seal"), Seal.of(secret, asked.method(), asked.path(), at, asked.body()));
        }

        private Said place(JsonNode asked) {
            Outcome<Trade> outcome = book.open(
                    asked.required("order").asString(),
                    asked.required("item").asString(),
                    asked.required("fen").asLong(),
                    Instant.parse(asked.required("expires").asString()),
                    null);
            return outcome instanceof Done<Trade> done
                    ? Said.json(
                            200,
                            JSON.createObjectNode().put("code", done.value().code()))
                    : problem(409, ((Not<Trade>) outcome).trouble().name());
        }

        private Said query(String number) {
            return book.byNumber(number)
                    .map(trade -> {
                        ObjectNode answer = JSON.createObjectNode().put("fen", trade.fen());
                        Instant paidAt = trade.paidAt();
                        if (paidAt != null) {
                            return answer.put("state", "PAID")
                                    .put("paidAt", paidAt.toString())
                                    .put("voucher", trade.id());
                        }
                        return answer.put("state", trade.phase() == Trade.Phase.CLOSED ? "VOID" : "UNPAID");
                    })
                    .map(answer -> Said.json(200, answer))
                    .orElseGet(() -> problem(404, "NOT_FOUND"));
        }

        private Said close(String number) {
            Outcome<Trade> outcome = book.close(number);
            return outcome instanceof Not<Trade> not
                    ? problem(
                            not.trouble() == Trouble.NOT_FOUND ? 404 : 409,
                            not.trouble().name())
                    : Said.json(200, JSON.createObjectNode().put("state", "VOID"));
        }

        private Said bill(LocalDate day) {
            ObjectNode answer = JSON.createObjectNode();
            ArrayNode paid = answer.putArray("paid");
            for (Trade trade : book.paidOn(day)) {
                paid.add(JSON.createObjectNode().put("order", trade.number()).put("fen", trade.fen()));
            }
            return Said.json(200, answer);
        }

        private Said problem(int status, String code) {
            return Said.json(status, JSON.createObjectNode().put("code", code));
        }
    }
}
