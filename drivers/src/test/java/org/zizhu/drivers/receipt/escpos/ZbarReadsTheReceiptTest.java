package org.zizhu.drivers.receipt.escpos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zizhu.drivers.receipt.Receipts;
import org.zizhu.drivers.receipt.emulator.EscPosEmulator.Model;

/** An independent reader, {@code zbarimg} of Debian's zbar-tools, finds the code on the paper. */
class ZbarReadsTheReceiptTest {

    private static final Path ZBARIMG = Path.of("/usr/bin/zbarimg");

    @TempDir
    Path folder;

    @Test
    void codeOnTheReceipt_isReadByZbar() throws Exception {
        assertTrue(Files.isExecutable(ZBARIMG), "missing peer: install the Debian package zbar-tools");
        Path png = folder.resolve("receipt.png");
        try (PrinterOnTheBench bench = PrinterOnTheBench.with(folder, Model.CUSTOM)) {
            bench.print(Receipts.certificate());
            Files.write(png, bench.paper.lastReceiptPng().orElseThrow());
        }

        Process zbar = new ProcessBuilder(ZBARIMG.toString(), "-q", "--raw", png.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String read = new String(zbar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(zbar.waitFor(20, TimeUnit.SECONDS));
        assertEquals(Receipts.VERIFY, read.strip());
    }
}
