package org.zizhu.platform.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zizhu.platform.CityTest;
import org.zizhu.platform.Terminal;

class FaultsTest extends CityTest {

    @BeforeEach
    void expectNonsense() {
        terminal.trusting();
    }

    @AfterEach
    void heal() {
        city.faults().heal();
    }

    @Test
    void aServerError_isSaidAsTheContractSaysIt() {
        city.faults().everywhere(new Fault.ServerError());

        Terminal.Reply reply = terminal.get("/v1/health");

        assertEquals(500, reply.status());
        assertEquals("internal-error", reply.code());
    }

    @Test
    void aSlowPath_answersProperly_butLate() {
        Duration delay = Duration.ofMillis(300);
        city.faults().at("/v1/health", new Fault.Slow(delay));
        long before = System.nanoTime();

        assertEquals(200, terminal.get("/v1/health").status());

        assertTrue(System.nanoTime() - before >= delay.toNanos());
    }

    @Test
    void onlyThePathThatIsIll_isIll() {
        city.faults().at("/v1/documents", new Fault.ServerError());

        String session = session("certificate");

        assertEquals(500, terminal.issue(session, "insurance-certificate", key).status());
        assertEquals(200, terminal.ofSession("/v1/cases/query", session).status());
    }

    @Test
    void theContentAloneCanBeIll() {
        city.faults().atEnd("/content", new Fault.ServerError());
        String session = session("certificate");
        Terminal.Reply issued = terminal.issue(session, "insurance-certificate", key);

        assertEquals(201, issued.status());
        String number = issued.json().get("number").asString();
        assertEquals(
                500,
                terminal.ofSession("/v1/documents/" + number + "/content", session)
                        .status());
    }

    @Test
    void nonsenseComesInFiveKinds() {
        Faults faults = city.faults();

        faults.everywhere(new Fault.Nonsense(Fault.Kind.WRONG_JSON));
        assertFalse(terminal.get("/v1/health").json().has("status"));
        faults.everywhere(new Fault.Nonsense(Fault.Kind.HTML));
        assertEquals("text/html", terminal.get("/v1/health").contentType());
        faults.everywhere(new Fault.Nonsense(Fault.Kind.WRONG_CONTENT_TYPE));
        assertEquals("text/plain", terminal.get("/v1/health").contentType());
        faults.everywhere(new Fault.Nonsense(Fault.Kind.EMPTY));
        assertEquals(0, terminal.get("/v1/health").bytes().length);
        faults.everywhere(new Fault.Nonsense(Fault.Kind.TRUNCATED));
        assertThrows(UncheckedIOException.class, () -> terminal.get("/v1/health"));
    }

    @Test
    void anUnreachableCity_refusesConnections_alsoThoseOpenBefore_andComesBackAtTheSameAddress() {
        URI before = city.apiUri();
        assertEquals(200, terminal.get("/v1/health").status());

        city.faults().unreachable();
        assertThrows(UncheckedIOException.class, () -> terminal.get("/v1/health"));
        city.faults().unreachable();

        city.faults().heal();
        assertEquals(before, city.apiUri());
        assertEquals(200, terminal.get("/v1/health").status());
    }
}
