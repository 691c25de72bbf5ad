package org.zizhu.field;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The field staff's command line. What it says is said in Chinese and in English. */
@Command(
        name = "field",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "现场工具 / What field staff do at a unit.")
public final class Field {

    /** As it should be. */
    static final int GOOD = 0;
    /** Not as it should be; it was said what. */
    static final int BAD = 1;
    /** It could not be found out. */
    static final int UNKNOWN = 2;

    /** Of a machine that is one unit. */
    private static final String UNIT_FOLDER = "/var/lib/zizhu/unit";

    /** Where the field kit is unpacked, if this is of one. */
    static final @Nullable String KIT = System.getProperty("zizhu.kit");

    private final PrintWriter out;

    Field(PrintWriter out) {
        this.out = out;
    }

    /** Ends with 0, 1 or 2: as it should be, not so, could not be found out. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(commandLine(out).execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out) {
        return new CommandLine(new Field(out)).setOut(out).setExecutionExceptionHandler((failure, line, parsed) -> {
            if (failure instanceof IOException) {
                line.getErr().println(failure.getMessage());
                return UNKNOWN;
            }
            throw failure;
        });
    }

    /** Both languages on one line. */
    static String both(Text text) {
        return text.chinese().equals(text.english()) ? text.english() : text.chinese() + " / " + text.english();
    }

    @Command(
            name = "verify-log",
            mixinStandardHelpOptions = true,
            description = {
                "检验运行日志 / Whether an operations log is as the unit wrote it, and if not, which record was cut, changed, added or swapped first.",
                "Works without a network. Ends with 0: whole and signed; 1: not as it was written; 2: could not be judged."
            })
    int verifyLog(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "Files of the log in any order, or its folder.")
                    List<Path> files,
            @Option(
                            names = "--key",
                            paramLabel = "PEM",
                            description = "The unit's public key or its certificate, more than once if it has changed;"
                                    + " without it the one beside the log is taken, which proves less.")
                    @Nullable
                    List<Path> keys,
            @Option(
                            names = "--head",
                            paramLabel = "NUMBER:HASH",
                            description = "A record that is known to have been there, as an earlier run printed it:"
                                    + " only so is it seen that the end is missing.")
                    @Nullable
                    String head,
            @Option(
                            names = "--anchors",
                            paramLabel = "CSV",
                            description =
                                    "What the fleet has kept of this log, as the unit's page exports it: with it also a"
                                            + " missing end, and a log that was made anew, are found, and whose key it is.")
                    @Nullable
                    Path anchors)
            throws IOException {
        return new VerifyLog(out).run(files, keys == null ? List.of() : keys, head, anchors);
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = {
                "终端现状 / What a running unit can't serve, and why. Ends with 0: all is offered; 1: not all; 2: no answer."
            })
    int status(
            @Option(
                            names = "--port",
                            paramLabel = "PORT",
                            defaultValue = "18090",
                            description =
                                    "The port of the unit's own pages on this machine (default: ${DEFAULT-VALUE}).")
                    int port)
            throws IOException, InterruptedException {
        return new Status(out, port).run();
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = {
                "测试设备 / Has each device of a running unit test itself, and writes the page to hand the unit over.",
                "Ends with 0: all have passed; 1: not all; 2: no answer."
            })
    int test(
            @Parameters(paramLabel = "FOLDER", description = "The unit's folder, with unit.yaml in it.") Path folder,
            @Option(
                            names = "--by-hand",
                            description =
                                    "Work each device once too, with somebody before it: a card read, a page printed.")
                    boolean byHand,
            @Option(
                            names = "--page",
                            paramLabel = "PDF",
                            defaultValue = "hand-over.pdf",
                            description = "Where the page goes (default: ${DEFAULT-VALUE}).")
                    Path pdf,
            @Option(
                            names = "--port",
                            paramLabel = "PORT",
                            description = "The port of the unit's own pages, if it is not the one in unit.yaml.")
                    @Nullable
                    Integer port)
            throws IOException, InterruptedException {
        return new TestRun(out, folder, port).run(byHand, pdf);
    }

    @Command(
            name = "enrol",
            mixinStandardHelpOptions = true,
            customSynopsis =
                    "field enrol [--unit=NAME] [--wait=SECONDS] [--seconds=SECONDS] [--no-kiosk] [FOLDER] TOKEN",
            description = {
                "登记入网 / Enrols a unit with its fleet; a bare machine becomes one, and is set up with what the fleet has for it.",
                "May be run again, and goes on where it was.",
                "Ends with 0: enrolled, and the fleet knows it; 1: refused, or its setup can't be used; 2: the fleet or the platform did not answer.",
                "From the field kit, and without FOLDER, it also brings in what the kiosk needs of Debian, starts the kiosk, and waits:"
                        + " 0 is then: in service; 1: not, and it was said why."
            })
    int enrol(
            @Parameters(
                            paramLabel = "[FOLDER] TOKEN",
                            arity = "1..2",
                            description = "The unit's folder (default: " + UNIT_FOLDER
                                    + "), made if it is not there; and the token, or a file that holds it.")
                    List<String> folderAndToken,
            @Option(
                            names = "--unit",
                            paramLabel = "NAME",
                            description = "How a bare unit is called, where its token is for any of a division.")
                    @Nullable
                    String unit,
            @Option(
                            names = "--wait",
                            paramLabel = "SECONDS",
                            defaultValue = "600",
                            description =
                                    "How long to wait for an operator who has to agree (default: ${DEFAULT-VALUE}).")
                    int seconds,
            @Option(
                            names = "--seconds",
                            paramLabel = "SECONDS",
                            defaultValue = "180",
                            description =
                                    "How long to wait until the kiosk serves and the fleet has it (default: ${DEFAULT-VALUE}).")
                    int servingSeconds,
            @Option(names = "--no-kiosk", description = "Only enrol: nothing is installed or started.") boolean noKiosk)
            throws IOException, InterruptedException {
        String token = folderAndToken.get(folderAndToken.size() - 1);
        if (KIT != null && !noKiosk && folderAndToken.size() == 1) {
            return new Commission(out, Path.of(KIT), Path.of(UNIT_FOLDER)).run(token, unit, seconds, servingSeconds);
        }
        Path folder = Path.of(folderAndToken.size() == 2 ? folderAndToken.get(0) : UNIT_FOLDER);
        return new Enrol(out, folder).run(token, unit, seconds);
    }
}
