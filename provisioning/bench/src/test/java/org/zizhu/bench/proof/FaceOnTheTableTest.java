package org.zizhu.bench.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.bench.table.Prepared;
import org.zizhu.bench.table.Table;
import org.zizhu.kiosk.Kiosk;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;

/**
 * Faces on the bench: the control panel feeds the camera with pictures, through the camera's own stream, ffmpeg and the
 * networks, and the kiosk compares them with the photo that the sandbox city has on record.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class FaceOnTheTableTest {

    static final Prepared PREPARED = new Prepared(Path.of(System.getProperty("zizhu.prepared", "../../target")));

    private static final String CITIZEN = "certificate";

    private Table table;
    private PanelButtons buttons;
    private Kiosk kiosk;
    private volatile View view;

    @BeforeAll
    void set(@TempDir Path folder) throws Exception {
        table = Table.set(folder, folder.resolve("unit"), PREPARED, (unit, panel) -> List.of(), notice -> {});
        buttons = new PanelButtons(table.panel());
        kiosk = Kiosk.open(table.unit());
        kiosk.start(next -> view = next);
        for (String device : List.of("id-card-reader", "camera", "face-matcher")) {
            Eventually.holds(() -> state(device).equals("ONLINE"), () -> device + " is " + state(device));
        }
    }

    @AfterAll
    void clear() throws IOException {
        kiosk.close();
        table.close();
    }

    /** Each story ends where the next one begins. */
    @AfterEach
    void leave() throws Exception {
        buttons.press("visitor", "leave", "");
        buttons.press("reader", "lift", "");
        Eventually.holds(
                () -> {
                    if (!view.screen().id().equals("attract")
                            && !view.screen().id().equals("farewell")) {
                        act(new Action.EndVisit());
                    }
                    return view.screen().id().equals("attract");
                },
                () -> "it shows " + view);
    }

    private String state(String device) {
        try {
            URI page = URI.create("http://127.0.0.1:" + kiosk.webPort() + "/devices/" + device + ".json");
            return PanelButtons.get(page).get("state").asString();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void themselves_straightTurnedAndBack_areAccepted() throws Exception {
        comesToTheCamera("themselves");
        assertEquals("confirmation", doesWhatTheScreenSays());
    }

    /** Whether it looks like a picture or cannot turn its head: it does not pass, and it is not said whose it would be. */
    @ParameterizedTest
    @ValueSource(strings = {"printed", "on-a-phone", "swapped", "bent"})
    void pictureOfTheRightPerson_doesNotPass(String picture) throws Exception {
        comesToTheCamera(picture);
        String end = doesWhatTheScreenSays();
        assertTrue(Set.of("face-not-live", "face-not-turned", "face-not-passed").contains(end), end);
    }

    @Test
    void somebodyElseWithTheRightCard_doesNotPass() throws Exception {
        comesToTheCamera("stranger");
        assertEquals("face-other-person", doesWhatTheScreenSays());
    }

    @Test
    void double_isSentToStaff() throws Exception {
        comesToTheCamera("twin");
        assertEquals("face-doubtful", doesWhatTheScreenSays());
    }

    /** What is wrong is said while they stand there, one thing after the other. */
    @Test
    void whatHindersIt_isSaid_andWhenItIsGoneTheCheckGoesOn() throws Exception {
        comesToTheCamera("two");
        says("One person only: others please step aside");
        buttons.press("visitor", "mask", "");
        says("Please take off mask, hat or dark glasses");
        buttons.press("visitor", "back-light", "");
        says("Too bright behind you: please step aside a little");
        buttons.press("visitor", "dark-glasses", "");
        says("Please take off mask, hat or dark glasses");
        buttons.press("visitor", "child", "");
        says("Please stand right before the screen");
        buttons.press("visitor", "themselves", "");
        shows(screen -> screen instanceof Screen.FaceCheck check && check.good() > 0);
    }

    private void says(String words) {
        shows(screen -> screen instanceof Screen.FaceCheck check
                && check.what().english().equals(words));
    }

    @Test
    void cameraLostMidCheck_isSaid() throws Exception {
        comesToTheCamera("themselves");
        shows(screen -> screen instanceof Screen.FaceCheck check && check.good() > 0);
        buttons.press("camera", "unplug", "");
        try {
            shows(screen -> screen instanceof Screen.Trouble);
            assertEquals("camera-lost", trouble());
        } finally {
            buttons.press("camera", "heal", "");
            Eventually.holds(() -> state("camera").equals("ONLINE"), () -> state("camera"));
        }
    }

    @Test
    void cameraThatFreezes_isTakenForLost() throws Exception {
        comesToTheCamera("themselves");
        shows(screen -> screen instanceof Screen.FaceCheck check && check.good() > 0);
        buttons.press("camera", "freeze", "");
        try {
            assertEquals("camera-lost", doesWhatTheScreenSays());
        } finally {
            buttons.press("camera", "heal", "");
            Eventually.holds(() -> state("camera").equals("ONLINE"), () -> state("camera"));
        }
    }

    @Test
    void networksTakenAway_leaveTheOtherWay() throws Exception {
        buttons.press("face-matcher", "remove", "");
        try {
            chooses(screen -> screen instanceof Screen.ChooseWay choice
                    && choice.ways().stream()
                            .anyMatch(way ->
                                    way.way().equals("face") && way.closed().isPresent()));
        } finally {
            buttons.press("face-matcher", "restore", "");
            Eventually.holds(() -> state("face-matcher").equals("ONLINE"), () -> state("face-matcher"));
        }
    }

    /** Up to the camera, before which they come in this guise. */
    private void comesToTheCamera(String guise) throws Exception {
        buttons.press("visitor", "themselves", CITIZEN);
        if (!guise.equals("themselves")) {
            buttons.press("visitor", guise, "");
        }
        chooses(screen -> offers(screen, "face"));
        act(new Action.ChooseWay("face"));
        shows(screen -> screen.id().equals("consent"));
        act(new Action.Agree());
    }

    /** Up to the choice of what more to show, after their card has been read. */
    private void chooses(Predicate<Screen> choice) throws Exception {
        shows(screen -> screen.id().equals("attract"));
        act(new Action.Begin());
        shows(screen -> screen instanceof Screen.Home home
                && home.tiles().stream()
                        .anyMatch(tile -> tile.item().equals("annual-statement")
                                && tile.closed().isEmpty()));
        act(new Action.ChooseItem("annual-statement"));
        shows(screen -> screen.id().equals("guide"));
        act(new Action.Confirm());
        shows(screen -> screen.id().equals("present-card"));
        buttons.press("reader", "put", CITIZEN);
        shows(choice);
    }

    private static boolean offers(Screen screen, String wanted) {
        return screen instanceof Screen.ChooseWay choice
                && choice.ways().stream()
                        .anyMatch(
                                way -> way.way().equals(wanted) && way.closed().isEmpty());
    }

    /**
     * Turns their head as they are told, to the end: a trouble, or what comes after it. On a machine under load pictures come so
     * seldom that somebody else could have stepped in, which is not live: then they try again, as people do.
     */
    private String doesWhatTheScreenSays() throws Exception {
        Screen.FacePose pose = Screen.FacePose.STRAIGHT;
        while (true) {
            Screen.FacePose now = pose;
            shows(screen -> screen.id().equals("confirmation")
                    || screen instanceof Screen.Trouble
                    || (screen instanceof Screen.FaceCheck check && check.pose() != now));
            Screen screen = view.screen();
            if (screen instanceof Screen.FaceCheck check) {
                pose = check.pose();
            } else if (trouble().equals("face-not-live")) {
                pose = Screen.FacePose.STRAIGHT;
                act(new Action.Retry());
                shows(next -> !next.equals(screen));
            } else {
                return trouble();
            }
            buttons.press("visitor", "look-" + pose.name().toLowerCase(Locale.ROOT), "");
        }
    }

    private String trouble() {
        return view.screen() instanceof Screen.Trouble trouble
                ? trouble.code()
                : view.screen().id();
    }

    private void act(Action action) {
        kiosk.listener().acted(view.number(), action);
    }

    private void shows(Predicate<Screen> wanted) {
        Eventually.holds(() -> view != null && wanted.test(view.screen()), () -> "it shows " + view);
    }
}
