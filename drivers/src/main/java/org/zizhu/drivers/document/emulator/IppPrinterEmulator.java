package org.zizhu.drivers.document.emulator;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.model.Operation;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.zizhu.drivers.Subscription;
import org.zizhu.drivers.emulator.Imperfection;
import org.zizhu.drivers.loop.MonotonicClock;

/**
 * A document printer on a loopback port: real IPP over HTTP (RFC 8010, RFC 8011; it passes CUPS' conformance test), paper that runs out,
 * doors that open, and a network that fails. It keeps the documents of its last jobs in memory and nowhere else.
 *
 * <p>All methods may be called from any thread. What happens to the printer while it prints takes effect between two
 * pages, as it does in a real one.
 */
public final class IppPrinterEmulator implements AutoCloseable {

    private static final String PATH = "/ipp/print";

    /** A printer that gets more than this has no memory left; it is far above any certificate. */
    private static final int LONGEST_DOCUMENT_BYTES = 64 * 1024 * 1024;

    private static final int HTTP_OK = 200;
    private static final int HTTP_INTERNAL_ERROR = 500;

    /** What a disturbance does to an answer. What is lost before it is understood is nothing to the printer. */
    private static final List<LinkFault> DISTURBANCES =
            List.of(LinkFault.HANGS_UP, LinkFault.GARBAGE, LinkFault.HTTP_500, LinkFault.SILENT);

    private final Imperfection imperfection;

    /** Guarded by itself. */
    private final RandomGenerator random;

    private final PrintEngine engine;
    private final PageCounter pageCounter;
    private final IppAnswers answers;
    private final List<Consumer<? super PrinterEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Set<Operation> lostRequests = ConcurrentHashMap.newKeySet();
    private final Set<Operation> lostAnswers = ConcurrentHashMap.newKeySet();
    private final int port;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService network;
    private volatile LinkFault fault = LinkFault.NONE;
    private volatile Duration answersAfter = Duration.ZERO;
    private volatile byte @Nullable [] lastDocument;

    /**
     * Switches a printer on that works as its data sheet says, and counts pages by the page tree.
     *
     * @param port on loopback; 0 takes a free one, and keeps it over power-off and on
     */
    public IppPrinterEmulator(int port, Personality personality) throws IOException {
        this(port, personality, Imperfection.IDEAL, new SplittableRandom(1));
    }

    /**
     * Switches a printer on that has some years behind it: pages take longer, and an answer now and then is lost on its network.
     *
     * @param port as above
     */
    public IppPrinterEmulator(int port, Personality personality, Imperfection imperfection, RandomGenerator random)
            throws IOException {
        this.imperfection = imperfection;
        this.random = random;
        this.engine =
                new PrintEngine(personality, () -> slowed(personality.perPage()), MonotonicClock.SYSTEM, this::tell);
        this.pageCounter = PageCounter.byPageTree();
        this.answers = new IppAnswers(engine, this::documentArrived);
        this.port = listen(port);
    }

    /** Where it prints: {@code ipp://127.0.0.1:port/ipp/print}. */
    public URI uri() {
        return URI.create("ipp://127.0.0.1:" + port + PATH);
    }

    /** The PDF of the last job, as it arrived. */
    public Optional<byte[]> lastDocument() {
        return Optional.ofNullable(lastDocument);
    }

    /** Forgets the last document. */
    public void forgetDocument() {
        lastDocument = null;
    }

    /** Tells of each document and page from now on. The listener is called on the printer's threads, outside its lock. */
    public Subscription onEvent(Consumer<? super PrinterEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    // ---- paper, toner and doors

    /** Puts sheets into the input tray, instead of what is there; never more than it takes. */
    public void loadPaper(int sheets) {
        engine.load(sheets);
    }

    /** From now on it prints on what is put into its by-pass slot, which is empty. */
    public void useByPass() {
        engine.byPass();
    }

    public int paperLeft() {
        return engine.paper();
    }

    /** Takes all sheets out of the output tray and says how many there were. */
    public int takeSheets() {
        return engine.takeSheets();
    }

    public int sheetsInOutputTray() {
        return engine.output();
    }

    /** What it says of itself, as keywords of RFC 8011 §5.4.12; empty when all is well. */
    public List<String> reasons() {
        return engine.reasons();
    }

    public void toner(int percent) {
        engine.toner(percent);
    }

    public void openDoor() {
        engine.door(true);
    }

    public void closeDoor() {
        engine.door(false);
    }

    /** Jams at once, or clears the jam. */
    public void jam(boolean there) {
        engine.jam(there);
    }

    /** The next page gets stuck on its way, and does not come out. Once. */
    public void jamInPage() {
        engine.jamInPage();
    }

    /** Jams when this page of a job has come out. Once. */
    public void jamAfterPage(int page) {
        engine.jamAfterPage(page);
    }

    /** Runs out of paper when this page of a job has come out. Once. */
    public void emptyAfterPage(int page) {
        engine.emptyAfterPage(page);
    }

    /** Somebody has pressed "pause" on its panel. */
    public void pause(boolean on) {
        engine.pause(on);
    }

    /** Adds a state reason, as the printer would say it ("fuser-over-temp-error"); as "-error" it stops the printer. */
    public void say(String reason) {
        engine.say(reason);
    }

    public void unsay(String reason) {
        engine.unsay(reason);
    }

    /** The next job is called completed without a page. */
    public void completeNextWithoutPages() {
        engine.completeNextWithoutPages();
    }

    /** Takes that back, if no job has come since. */
    public void completeNextAsUsual() {
        engine.completeNextAsUsual();
    }

    // ---- power and network

    /** Loses its jobs and their history, and starts its job ids and its up time again. */
    public void restart() {
        engine.powerOff();
        engine.powerOn();
    }

    public void powerOff() {
        engine.powerOff();
        unplugNetwork();
    }

    public void powerOn() {
        engine.powerOn();
        plugNetwork();
    }

    /** Makes it look as if it had been on for so long already. */
    public void upFor(Duration time) {
        engine.upFor(time);
    }

    /** Nobody reaches the printer any more; what it has got goes on printing. */
    public synchronized void unplugNetwork() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        if (network != null) {
            network.shutdownNow();
            network = null;
        }
    }

    public void plugNetwork() {
        try {
            listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Misbehaves on every request from now on. */
    public void misbehave(LinkFault how) {
        fault = how;
    }

    /** Takes so long for every answer from now on. */
    public void answerAfter(Duration delay) {
        answersAfter = delay;
    }

    /** The next request for this operation is cut off before the printer has understood it. */
    public void loseRequest(Operation operation) {
        lostRequests.add(operation);
    }

    /** The next request for this operation is carried out, and its answer does not arrive. */
    public void loseAnswer(Operation operation) {
        lostAnswers.add(operation);
    }

    @Override
    public void close() {
        engine.close();
        unplugNetwork();
    }

    private synchronized int listen(int wanted) throws IOException {
        if (server != null) {
            return wanted;
        }
        HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "emulated-printer-network");
            thread.setDaemon(true);
            return thread;
        });
        opened.setExecutor(threads);
        opened.createContext(PATH, this::serve);
        opened.start();
        server = opened;
        network = threads;
        return opened.getAddress().getPort();
    }

    private Duration slowed(Duration usual) {
        synchronized (random) {
            return imperfection.slowed(usual, random);
        }
    }

    /** What the network does to the next answer. */
    private LinkFault onItsWay() {
        synchronized (random) {
            boolean disturbed = fault == LinkFault.NONE && imperfection.disturbs(random);
            return disturbed ? DISTURBANCES.get(random.nextInt(DISTURBANCES.size())) : fault;
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        LinkFault now = onItsWay();
        if (now == LinkFault.SILENT) {
            // Neither answered nor closed: the client has to give up by itself.
            return;
        }
        try (exchange;
                IppInputStream in = new IppInputStream(exchange.getRequestBody())) {
            IppPacket request = in.readPacket();
            byte[] document = in.readNBytes(LONGEST_DOCUMENT_BYTES);
            if (lostRequests.remove(request.getOperation())) {
                return;
            }
            IppPacket answer = answers.answer(request, document, uri());
            boolean lost = lostAnswers.remove(request.getOperation());
            waitBeforeAnswer();
            if (!lost && now != LinkFault.HANGS_UP) {
                send(exchange, answer, now);
            }
        }
    }

    private static void send(HttpExchange exchange, IppPacket answer, LinkFault fault) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (fault == LinkFault.GARBAGE) {
            bytes.writeBytes("ready. what is ipp?".getBytes(StandardCharsets.US_ASCII));
        } else {
            try (IppOutputStream out = new IppOutputStream(bytes)) {
                out.write(answer);
            }
        }
        exchange.getResponseHeaders().set("Content-Type", "application/ipp");
        int status = fault == LinkFault.HTTP_500 ? HTTP_INTERNAL_ERROR : HTTP_OK;
        exchange.sendResponseHeaders(status, bytes.size());
        exchange.getResponseBody().write(bytes.toByteArray());
    }

    private void waitBeforeAnswer() throws IOException {
        try {
            Thread.sleep(answersAfter.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("switched off while answering", e);
        }
    }

    private int documentArrived(String jobName, byte[] pdf) {
        int pages = pageCounter.pages(pdf);
        lastDocument = pdf;
        tell(new PrinterEvent.DocumentArrived(jobName, pdf.length, pages));
        return pages;
    }

    private void tell(PrinterEvent event) {
        for (Consumer<? super PrinterEvent> listener : new ArrayList<>(listeners)) {
            listener.accept(event);
        }
    }
}
