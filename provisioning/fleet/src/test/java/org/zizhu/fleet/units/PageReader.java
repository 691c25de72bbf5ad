package org.zizhu.fleet.units;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A browser of the dashboard that only waits for the page. */
final class PageReader {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final URI pages;
    private final String session;

    /** @param session of whoever has signed in */
    PageReader(int port, X509Certificate authority, String session) {
        this.pages = URI.create("https://127.0.0.1:" + port);
        this.session = session;
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            client = HttpClient.newBuilder()
                    .sslContext(context)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no TLS here", e);
        }
    }

    /** Reads it so often: median and longest milliseconds, and bytes. */
    String read(String path, int times) throws IOException {
        double[] milliseconds = new double[times];
        int bytes = 0;
        // The first time is for the connection, and for the compiler.
        for (int i = -1; i < times; i++) {
            long begun = System.nanoTime();
            bytes = get(path).length;
            if (i >= 0) {
                milliseconds[i] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        return String.format(
                Locale.ROOT,
                "median %.0f ms, longest %.0f ms, %d bytes",
                milliseconds[times / 2],
                milliseconds[times - 1],
                bytes);
    }

    private byte[] get(String path) throws IOException {
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(pages.resolve(path))
                            .header("Cookie", "__Host-fleet=" + session)
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(path + " is answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
