package org.zizhu.bench.proof;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.zizhu.kiosk.Kiosk;
import org.zizhu.kiosk.screen.Action;

/**
 * The whole kiosk without a window, as a process: writes what it shows to its standard output, reads touches from its input,
 * and ends when that ends. Cuts its own power where a {@link PowerCut} says.
 */
public final class KioskProcessMain {

    /** How a line begins that tells a sight; all others are the log. */
    static final String SIGHT = "@sight";

    private static final int RESTART = 75;

    private KioskProcessMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (Kiosk kiosk = Kiosk.open(Path.of(arguments[0]), new PowerCut(arguments[1], out));
                BufferedReader touches = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            kiosk.start(
                    view -> {
                        Sight sight = Sight.of(view);
                        out.println(String.join("\t", SIGHT, "" + sight.view(), sight.screen(), sight.detail()));
                    },
                    Boolean.getBoolean("zizhu.supervised")
                            ? () -> new Thread(() -> System.exit(RESTART), "restart").start()
                            : null);
            for (String line = touches.readLine(); line != null; line = touches.readLine()) {
                String[] parts = line.split(" ", -1);
                kiosk.listener().acted(Long.parseLong(parts[0]), action(parts[1], parts[2]));
            }
        }
    }

    /** A touch as a line, understood by {@link #main}. */
    static String line(long view, Action action) {
        String argument = "";
        if (action instanceof Action.ChooseItem choice) {
            argument = choice.item();
        } else if (action instanceof Action.ChooseWay choice) {
            argument = choice.way();
        } else if (action instanceof Action.ChooseMeans choice) {
            argument = choice.means();
        } else if (action instanceof Action.ChooseDeed choice) {
            argument = choice.deed();
        } else if (action instanceof Action.ToggleDue choice) {
            argument = choice.due();
        } else if (action instanceof Action.TypeDigit typed) {
            argument = "" + typed.digit();
        } else if (action instanceof Action.Rate rate) {
            argument = "" + rate.level();
        }
        return view + " " + action.getClass().getSimpleName() + " " + argument;
    }

    private static Action action(String name, String argument) {
        return switch (name) {
            case "Begin" -> new Action.Begin();
            case "ChooseItem" -> new Action.ChooseItem(argument);
            case "ChooseWay" -> new Action.ChooseWay(argument);
            case "ChooseMeans" -> new Action.ChooseMeans(argument);
            case "ChooseDeed" -> new Action.ChooseDeed(argument);
            case "ToggleDue" -> new Action.ToggleDue(argument);
            case "TypeDigit" -> new Action.TypeDigit(Integer.parseInt(argument));
            case "Decline" -> new Action.Decline();
            case "Agree" -> new Action.Agree();
            case "Confirm" -> new Action.Confirm();
            case "Back" -> new Action.Back();
            case "Retry" -> new Action.Retry();
            case "Rate" -> new Action.Rate(Integer.parseInt(argument));
            case "SubmitReview" -> new Action.SubmitReview();
            case "EndVisit" -> new Action.EndVisit();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
