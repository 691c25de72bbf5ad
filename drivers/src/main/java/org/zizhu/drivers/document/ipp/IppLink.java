package org.zizhu.drivers.document.ipp;

import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one verb of an IPP link: a request, perhaps with a document, and its answer (RFC 8010: IPP as the body of an HTTP
 * POST). Nothing is ever sent twice.
 */
final class IppLink {

    /** A printer beside the kiosk accepts in milliseconds; a sleeping one needs to wake its network side first. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** All attributes of a large office printer take about 60 kB. */
    private static final int LONGEST_ANSWER_BYTES = 512 * 1024;

    /** What a request gets when its time is as good as over: a printer beside the kiosk answers in less. */
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private static final int IPP_PORT = 631;
    private static final int HTTP_OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI address;
    private final AtomicInteger lastRequestId = new AtomicInteger();

    /**
     * @param printer ipp or ipps (RFC 3510, RFC 7472)
     */
    IppLink(URI printer) {
        String scheme = "ipps".equals(printer.getScheme()) ? "https" : "http";
        int port = printer.getPort() == -1 ? IPP_PORT : printer.getPort();
        this.address = URI.create(scheme + "://" + printer.getHost() + ":" + port + printer.getRawPath());
    }

    /**
     * Sends and awaits the answer, whatever its status is.
     *
     * @throws java.net.ConnectException when there was no connection, hence nothing was sent
     * @throws java.net.http.HttpConnectTimeoutException as above
     * @throws ProtocolException when what answered does not speak IPP
     * @throws InterruptedIOException when the thread was interrupted
     * @throws IOException when it is not known what the printer got
     */
    IppPacket exchange(IppPacket.Builder request, byte[] document, Duration atMost) throws IOException {
        Duration within = atMost.compareTo(SHORTEST) < 0 ? SHORTEST : atMost;
        IppPacket packet = request.setRequestId(lastRequestId.incrementAndGet()).build();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try (IppOutputStream out = new IppOutputStream(head)) {
            out.write(packet);
        }
        BodyPublisher body = document.length == 0
                ? BodyPublishers.ofByteArray(head.toByteArray())
                : BodyPublishers.concat(
                        BodyPublishers.ofByteArray(head.toByteArray()), BodyPublishers.ofByteArray(document));
        HttpRequest post = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/ipp")
                .timeout(within)
                .POST(body)
                .build();
        HttpResponse<byte[]> response = await(post, within);
        if (response.statusCode() != HTTP_OK) {
            throw new ProtocolException("http " + response.statusCode());
        }
        IppPacket answer = parse(response.body());
        if (answer.getRequestId() != packet.getRequestId()) {
            throw new ProtocolException("answer to another request");
        }
        return answer;
    }

    private HttpResponse<byte[]> await(HttpRequest post, Duration within) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(post, head -> new BoundedBody(LONGEST_ANSWER_BYTES));
        try {
            // The request's own timeout ends with the answer's headers; this one bounds a body that trickles.
            return response.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new HttpTimeoutException("no answer");
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("http client failed", e);
        }
    }

    static IppPacket parse(byte[] bytes) throws ProtocolException {
        try (IppInputStream in = new IppInputStream(new ByteArrayInputStream(bytes))) {
            return in.readPacket();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Bytes that are not IPP bring the parser down in many ways; collections nested a hundred thousand deep by
            // the stack. To us they are all the same: what answered is not a printer in its right mind.
            ProtocolException garbled = new ProtocolException("answer is not ipp");
            garbled.initCause(e);
            throw garbled;
        }
    }
}
