package org.zizhu.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.zizhu.fleet.health.Rulebook;
import org.zizhu.fleet.operator.SignedIn;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Division;

/** The server as a whole, by those who look after its machine. */
class FleetTest extends WithFleet {

    @Test
    void theFirstAdministratorsLostPassword_isMadeAnewOnTheServersMachine_whileItRuns() {
        String lost = fleet().firstPassword().orElseThrow();
        Settings settings = Settings.inFolder(folder, 0, 0, new Division("430100"));

        String found = Fleet.resetPassword(settings, Fleet.FIRST).orElseThrow();

        assertInstanceOf(SignedIn.Refused.class, fleet().accounts().signIn(Fleet.FIRST, lost, ""));
        assertInstanceOf(SignedIn.SetUp.class, fleet().accounts().signIn(Fleet.FIRST, found, ""));
        assertEquals(Optional.empty(), Fleet.resetPassword(settings, "nobody"));
    }

    @Test
    void aUnitThatFallsSilent_isToldToTheDutyRoom_alsoWhenTheServerIsRestartedBeforeItAnswers() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        AtomicInteger answer = new AtomicInteger(500);
        HttpServer room = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        room.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        room.start();
        Files.writeString(
                folder.resolve(Rulebook.FILE),
                "deliveries: [ { name: room, webhook: \"http://127.0.0.1:"
                        + room.getAddress().getPort() + "/\" } ]");
        TestUnit unit = TestUnit.enrolled(fleet(), "cs-furong-01");
        unit.connect().drop();
        await(() -> !fleet().links().connected(unit.id()));
        // What a connection leaves behind is written after it has ended.
        await(() ->
                read(connection -> Sql.number(connection, "SELECT count(*) FROM presence WHERE gone_at IS NOT NULL"))
                        == 1);
        pass(Duration.ofSeconds(5));
        pass(Duration.ofMinutes(5));
        await(() -> !told.isEmpty());

        restart();
        answer.set(200);
        clock.advance(Duration.ofMinutes(1));
        await(() -> read(connection -> Sql.number(connection, "SELECT count(*) FROM notice WHERE done_at IS NOT NULL"))
                == 1);
        room.stop(0);
        assertTrue(told.get(told.size() - 1).contains("\"unit\":\"cs-furong-01\""), told.toString());
        assertEquals(1, told.stream().distinct().count(), "the same word each time");
    }

    @Test
    void aMistakeInTheRules_keepsTheFleetFromStarting_andIsToldByName() throws IOException {
        Files.writeString(folder.resolve(Rulebook.FILE), "rules: { unit-silent: { after: tomorrow } }");
        String message = assertThrows(UncheckedIOException.class, this::fleet).getMessage();
        assertTrue(message.contains("alarms.yaml") && message.contains("tomorrow"), message);
    }
}
