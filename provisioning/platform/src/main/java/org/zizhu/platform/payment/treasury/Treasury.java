package org.zizhu.platform.payment.treasury;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.zizhu.platform.payment.BillEntry;
import org.zizhu.platform.payment.Means;
import org.zizhu.platform.payment.Order;
import org.zizhu.platform.payment.Provider;
import org.zizhu.platform.payment.Refund;
import org.zizhu.platform.payment.RefundStanding;
import org.zizhu.platform.payment.Reply;
import org.zizhu.platform.payment.Standing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The treasury's platform: gives a 缴款码 for what is to be paid, which the citizen pays with any bank or wallet, and says when asked whether
 * it was. Each province has its own; what they have in common is this, and the sandbox speaks the least that does it. It tells nothing by
 * itself and gives nothing back: a refund (退付) is a matter of paper, and becomes a claim.
 */
public final class Treasury implements Provider {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();
    private final Unit unit;
    private final InstantSource wire;

    /** @param wire the machine's clock, by which requests are dated */
    public Treasury(Unit unit, InstantSource wire) {
        this.unit = unit;
        this.wire = wire;
    }

    @Override
    public Means means() {
        return Means.NON_TAX;
    }

    @Override
    public Reply<String> place(Order order) {
        String body = JSON.createObjectNode()
                .put("order", order.number())
                .put("item", order.itemName())
                .put("fen", order.fen())
                .put("expires", order.expires().toString())
                .toString();
        return ask("POST", "/codes", body, answer -> answer.required("code").asString());
    }

    @Override
    public Reply<Standing> query(Order order) {
        Reply<Standing> reply = ask("GET", "/codes/" + order.number(), "", Treasury::standing);
        boolean notKnown = reply instanceof Reply.Refused<Standing> refused
                && refused.code().equals("NOT_FOUND");
        return notKnown ? new Reply.Given<>(new Standing.NotKnown()) : reply;
    }

    @Override
    public Reply<Boolean> close(Order order) {
        return ask("POST", "/codes/" + order.number() + "/void", "", answer -> true);
    }

    @Override
    public Reply<RefundStanding> refund(Order order, Refund refund) {
        return new Reply.Given<>(RefundStanding.FAILED);
    }

    @Override
    public Reply<RefundStanding> query(Order order, Refund refund) {
        return new Reply.Given<>(RefundStanding.FAILED);
    }

    @Override
    public Reply<List<BillEntry>> bill(LocalDate day) {
        return ask("GET", "/bills/" + day, "", answer -> {
            List<BillEntry> entries = new ArrayList<>();
            for (JsonNode entry : answer.required("paid")) {
                entries.add(new BillEntry(
                        entry.required("order").asString(),
                        "",
                        entry.required("fen").asLong()));
            }
            return entries;
        });
    }

    private static Standing standing(JsonNode answer) {
        return switch (answer.required("state").asString()) {
            case "UNPAID" -> new Standing.Unpaid();
            case "VOID" -> new Standing.Closed();
            case "PAID" ->
                new Standing.Paid(
                        answer.required("fen").asLong(),
                        Instant.parse(answer.required("paidAt").asString()),
                        answer.required("voucher").asString());
            default -> throw new IllegalArgumentException("state");
        };
    }

    private <T> Reply<T> ask(String method, String path, String body, Function<JsonNode, T> reader) {
        String at = String.valueOf(wire.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(unit.platform().resolve(path))
                .timeout(ANSWER_WITHIN)
                .header("X-Unit", unit.id())
                .header("X-Time", at)
                .header("X-Seal", Seal.of(unit.secret(), method, path, at, body))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            String text = new String(response.body(), StandardCharsets.UTF_8);
            String seal = response.headers().firstValue("X-Seal").orElse("");
            // The question is sealed in with the answer, so that no other answer of theirs serves.
            if (!Seal.same(seal, Seal.of(unit.secret(), path, at, String.valueOf(response.statusCode()), text))) {
                return new Reply.Unknown<>("bad seal");
            }
            JsonNode answer = JSON.readTree(text);
            if (response.statusCode() == 200) {
                return new Reply.Given<>(reader.apply(answer));
            }
            String code = answer.required("code").asString();
            return response.statusCode() < 500 && response.statusCode() != 429
                    ? new Reply.Refused<>(code)
                    : new Reply.Unknown<>(code);
        } catch (IOException e) {
            return new Reply.Unknown<>(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unknown<>("interrupted");
        } catch (RuntimeException e) {
            // Whatever the readers throw on nonsense; the text may repeat it.
            return new Reply.Unknown<>("nonsense");
        }
    }
}
