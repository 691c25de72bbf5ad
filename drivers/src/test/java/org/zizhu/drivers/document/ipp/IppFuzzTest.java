package org.zizhu.drivers.document.ipp;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Types;
import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zizhu.drivers.document.emulator.IppPrinterEmulator;
import org.zizhu.drivers.fuzz.Fuzz;

/** A printer that answers anything. */
@Timeout(120)
class IppFuzzTest {

    /** Each report that can be read out of it has a meaning, whatever is in it. */
    @Tag("fuzz")
    @Test
    void anyAnswer_isAReportOrNoIpp() throws Exception {
        Fuzz.blocks("IPP answers", answers(), Set.of(ProtocolException.class), bytes -> {
            IppPacket answer = IppLink.parse(bytes);
            for (AttributeGroup group : answer.getAttributeGroups()) {
                assertNotNull(StateReasons.status(PrinterReport.of(group)));
                assertTrue(JobReport.of(group).pagesOf(2).orElse(0) >= 0);
            }
        });
    }

    /** What an emulated printer answers to each question. */
    private static List<byte[]> answers() throws Exception {
        List<byte[]> answers = new ArrayList<>();
        try (IppPrinterEmulator printer = PrinterBench.emulator(PrinterBench.FAST)) {
            for (Operation operation : List.of(
                    Operation.getPrinterAttributes,
                    Operation.createJob,
                    Operation.getJobs,
                    Operation.validateJob,
                    Operation.cancelJob)) {
                answers.add(ask(printer.uri(), operation));
            }
        }
        return answers;
    }

    private static byte[] ask(URI printer, Operation operation) throws Exception {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        try (IppOutputStream out = new IppOutputStream(request)) {
            out.write(new IppPacket.Builder(operation)
                    .putOperationAttributes(
                            Types.attributesCharset.of("utf-8"),
                            Types.attributesNaturalLanguage.of("en"),
                            Types.printerUri.of(printer),
                            Types.jobName.of("seed"))
                    .build());
        }
        URI http = URI.create(printer.toString().replaceFirst("^ipp", "http"));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(http)
                                .header("Content-Type", "application/ipp")
                                .timeout(Duration.ofSeconds(20))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(request.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }
}
