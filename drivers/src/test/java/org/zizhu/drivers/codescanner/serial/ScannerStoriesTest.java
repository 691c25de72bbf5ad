package org.zizhu.drivers.codescanner.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zizhu.drivers.codescanner.serial.ScannerOnTheBench.assertFailed;
import static org.zizhu.drivers.codescanner.serial.ScannerOnTheBench.eventually;
import static org.zizhu.drivers.codescanner.serial.ScannerOnTheBench.success;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.zizhu.drivers.Completion;
import org.zizhu.drivers.DeviceState;
import org.zizhu.drivers.DeviceStatus;
import org.zizhu.drivers.FailureCode;
import org.zizhu.drivers.codescanner.ScannedCode;
import org.zizhu.drivers.codescanner.serial.emulator.EngineModel;
import org.zizhu.drivers.emulator.EmulatedLine;
import org.zizhu.drivers.emulator.LineFault;

/** What citizens and wires do to a scan engine of each dialect. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ScannerStoriesTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String CODE = "TEST-430102-0001";
    private static final String OTHER = "TEST-430102-0002";

    static final EngineModel[] EVERY = {
        EngineModel.NLS_EM20, EngineModel.GM65, EngineModel.N3680, EngineModel.DS457, EngineModel.PLAIN
    };

    /** Those that can be triggered and asked. */
    static final EngineModel[] CONVERSING = {
        EngineModel.NLS_EM20, EngineModel.GM65, EngineModel.N3680, EngineModel.DS457
    };

    @TempDir
    Path dev;

    private ScannerOnTheBench bench(EngineModel model) throws Exception {
        return new ScannerOnTheBench(dev, model.immediate());
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void codeShownWhileAsked_isReadAtTheSpeedOfTheRealEngine(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = new ScannerOnTheBench(dev, model)) {
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            bench.show(CODE);
            assertEquals(CODE, success(scan).text());
        }
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void nameInGbk_isReadAsItWasWritten(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            bench.engine.show("姓名：欧阳婧妍".getBytes(Charset.forName("GBK")));
            assertEquals("姓名：欧阳婧妍", success(scan).text());
        }
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void largestCode_isReadWhole(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            byte[] digits = new byte[Framer.LONGEST_CODE];
            Arrays.fill(digits, (byte) '7');
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            bench.engine.show(digits);
            assertArrayEquals(digits, success(scan).bytes());
        }
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void noCodeShown_timesOut(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            assertFailed(FailureCode.TIME_OUT, "no-code", bench.scanner.scan(SHORT));
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void itIsLitOnlyWhileACodeIsAskedFor(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            assertFalse(bench.engine.lit());
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            eventually("lit", bench.engine::lit);
            bench.scanner.cancel();
            assertFailed(FailureCode.CANCELLED, "cancelled", scan);
            eventually("dark after cancellation", () -> !bench.engine.lit());

            assertFailed(FailureCode.TIME_OUT, "no-code", bench.scanner.scan(SHORT));
            eventually("dark after a time-out", () -> !bench.engine.lit());

            bench.show(CODE);
            success(bench.scan());
            eventually("dark after a code", () -> !bench.engine.lit());
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void driverClosedWhileItLooks_leavesNoLightOn(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            eventually("lit", bench.engine::lit);
            bench.scanner.close();
            assertFailed(FailureCode.CANCELLED, "cancelled", scan);
            eventually("dark", () -> !bench.engine.lit());
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void driverClosedBeforeTheEngineHasSaidThatItLooks_leavesNoLightOn(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = new ScannerOnTheBench(dev, slowAndPatient(model))) {
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            eventually("lit", bench.engine::lit);
            bench.scanner.close();
            assertFailed(FailureCode.CANCELLED, "cancelled", scan);
            eventually("dark", () -> !bench.engine.lit());
        }
    }

    /** It is lit well before it says so, and does not get dark by itself while somebody watches. */
    private static EngineModel slowAndPatient(EngineModel model) {
        return new EngineModel(
                model.dialect(),
                model.name(),
                model.firmware(),
                EmulatedLine.UNPACED,
                Duration.ofMillis(60),
                Duration.ofMillis(20),
                Duration.ofHours(1));
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void codeShownWhileNobodyAsks_isNotEvenLookedAt(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.show(CODE);
            assertFalse(bench.engine.lit());
            bench.engine.takeAway();
            assertFailed(FailureCode.TIME_OUT, "no-code", bench.scanner.scan(SHORT));
            assertEquals(0, bench.engine.reads());
        }
    }

    @Test
    void plainEngineReadsWhileNobodyAsks_andThatIsDropped() throws Exception {
        try (ScannerOnTheBench bench = bench(EngineModel.PLAIN)) {
            bench.show(CODE);
            eventually("read", () -> bench.log().contains("nobody asked for"));
            assertFailed(FailureCode.TIME_OUT, "no-code", bench.scanner.scan(SHORT));
        }
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void twoCodesInOneGo_theFirstCounts_andTheSecondIsForNobody(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.engine.readTwice();
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            bench.show(CODE);
            assertEquals(CODE, success(scan).text());
            bench.engine.takeAway();
            assertFailed(FailureCode.TIME_OUT, "no-code", bench.scanner.scan(SHORT));
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void codeStillHeldThere_isNotReadByTheNextScan_butAnotherIs(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.show(CODE);
            assertEquals(CODE, success(bench.scan()).text());
            CompletableFuture<Completion<ScannedCode>> next = bench.scan();
            int before = bench.engine.reads();
            eventually("seen again", () -> bench.engine.reads() > before + 1);
            assertFalse(next.isDone());
            bench.show(OTHER);
            assertEquals(OTHER, success(next).text());
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void codeThatWasAwayForAMoment_isReadAgain(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.show(CODE);
            assertEquals(CODE, success(bench.scan()).text());
            bench.engine.takeAway();
            assertFailed(FailureCode.TIME_OUT, "no-code", bench.scanner.scan(Duration.ofMillis(1100)));
            bench.show(CODE);
            assertEquals(CODE, success(bench.scan()).text());
        }
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void somethingUnreadable_isNoCode(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.engine.showUnreadable();
            assertFailed(FailureCode.TIME_OUT, "no-code", bench.scanner.scan(SHORT));
        }
    }

    @ParameterizedTest
    @EnumSource(LineFault.class)
    void oneDisturbedAnswer_isAskedForAgain_inEachDialect(LineFault fault) throws Exception {
        for (EngineModel model : CONVERSING) {
            try (ScannerOnTheBench bench = bench(model)) {
                bench.engine.line().fault(fault, 1);
                CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
                eventually("lit", bench.engine::lit);
                bench.show(CODE);
                assertEquals(CODE, success(scan).text(), () -> model + "\n" + bench.log());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void codeDisturbedOnItsWay_isReadOnceMore_andNeverWrong(EngineModel model) throws Exception {
        for (LineFault fault : LineFault.values()) {
            if (fault == LineFault.GARBAGE_BEFORE && model.dialect() != Dialect.ZEBRA_SSI) {
                // A bare code has neither a beginning nor a checksum: nobody could tell. The platform refuses such a
                // one.
                continue;
            }
            try (ScannerOnTheBench bench = bench(model)) {
                CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
                eventually("lit", bench.engine::lit);
                bench.engine.line().fault(fault, 1);
                bench.show(CODE);
                assertEquals(CODE, success(scan).text(), () -> fault + "\n" + bench.log());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void requestThatReachesItDamaged_isSentAgain(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.engine.misunderstand(1);
            bench.show(CODE);
            assertEquals(CODE, success(bench.scan()).text());
            assertTrue(bench.scanner.status().usable());
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void engineThatSaysNo_isFaulty_untilItDoesNot(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.engine.refuse(true);
            bench.awaitStatus(DeviceState.HARDWARE_ERROR, "command-refused");
            assertFailed(FailureCode.NOT_READY, "not-connected", bench.scan());
            bench.engine.heal();
            bench.awaitStatus(DeviceStatus::usable);
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void everyAnswerGarbled_isSaid(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.engine.line().fault(LineFault.GARBAGE);
            bench.awaitStatus(DeviceState.HARDWARE_ERROR, "answer-garbled");
            bench.engine.heal();
            bench.awaitStatus(DeviceStatus::usable);
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void switchedOffWhileItLooks_isPowerOff_andOnAgainItIsDarkAndWorks(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            eventually("lit", bench.engine::lit);
            bench.engine.power(false);
            assertFailed(FailureCode.HARDWARE_ERROR, "silent", scan);
            bench.awaitStatus(DeviceState.POWER_OFF, "silent");
            bench.engine.power(true);
            bench.awaitStatus(DeviceStatus::usable);
            assertFalse(bench.engine.lit());
            bench.show(CODE);
            assertEquals(CODE, success(bench.scan()).text());
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void powerCutTooShortToBeNoticed_isMadeGood(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.engine.power(false);
            bench.engine.power(true);
            bench.show(CODE);
            assertEquals(CODE, success(bench.scan()).text(), bench::log);
        }
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void unplugged_isNoDevice_andPluggedInAgainItWorks(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            bench.engine.unplug();
            bench.awaitStatus(DeviceState.NO_DEVICE, "link-lost");
            bench.engine.replug();
            bench.awaitStatus(DeviceStatus::usable);
            CompletableFuture<Completion<ScannedCode>> again = bench.scan();
            bench.show(CODE);
            assertEquals(CODE, success(again).text());
        }
    }

    @ParameterizedTest
    @FieldSource("CONVERSING")
    void unpluggedWhileItLooks_failsTheScanAtOnce(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            eventually("lit", bench.engine::lit);
            bench.engine.unplug();
            assertFailed(FailureCode.HARDWARE_ERROR, "link-lost", scan);
        }
    }

    @Test
    void engineThatTells_showsItsModelAndFirmware() throws Exception {
        assertFacts(EngineModel.NLS_EM20, Map.of("model", "NLS-EM20", "firmware", "EM20 V1.02.008"));
        assertFacts(
                EngineModel.N3680,
                Map.of("model", "N3680", "firmware", "CA000064BBC", "serial-number", "00000000TEST"));
        assertFacts(EngineModel.DS457, Map.of("firmware", "PAAABS00-007-R01D0", "board", "NBRPUCAM"));
    }

    private void assertFacts(EngineModel model, Map<String, String> facts) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            eventually(facts + " of " + model, () -> bench.scanner.facts().equals(facts));
        }
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void selfTest_saysWhatItFound(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            Completion<String> test =
                    bench.scanner.selfTest(ScannerOnTheBench.LONG).get(25, TimeUnit.SECONDS);
            assertTrue(test instanceof Completion.Success, test::toString);
        }
    }

    @ParameterizedTest
    @FieldSource("EVERY")
    void wireLog_saysNothingOfACode(EngineModel model) throws Exception {
        try (ScannerOnTheBench bench = bench(model)) {
            CompletableFuture<Completion<ScannedCode>> scan = bench.scan();
            bench.show(CODE);
            success(scan);
            assertTrue(bench.log().contains("FROM_DEVICE ·· ··"), bench::log);
            assertFalse(bench.log().contains("54 45 53 54"), bench::log);
        }
    }
}
