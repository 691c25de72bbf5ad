package org.zizhu.kiosk.step;

import java.util.List;
import org.zizhu.drivers.face.FaceCheck.Ask;
import org.zizhu.drivers.face.Guidance;
import org.zizhu.drivers.face.HeadTurn;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Screen.FacePose;
import org.zizhu.kiosk.screen.Text;

/** What a citizen before the camera is told to do, in words. */
final class FaceWords {

    /** The matcher wants as many good pictures. */
    private static final int PICTURES = 5;

    private FaceWords() {}

    /** Before the camera has seen anybody. */
    static Screen begin(List<Choice> choices) {
        return straight(Text.of("请看屏幕上方的摄像头", "Please look into the camera above the screen"), 0, PICTURES, choices);
    }

    static Screen screen(Ask ask, List<Choice> choices) {
        if (ask instanceof Ask.Better better) {
            return straight(words(better.guidance()), 0, PICTURES, choices);
        } else if (ask instanceof Ask.HoldStill still) {
            return straight(Text.of("很好，请保持不动", "Good. Please hold still"), still.good(), still.of(), choices);
        } else if (ask instanceof Ask.Turn turn) {
            return turn.side() == HeadTurn.Side.LEFT
                    ? turned(FacePose.LEFT, Text.of("请慢慢向左转头", "Slowly turn your head to your left"), choices)
                    : turned(FacePose.RIGHT, Text.of("请慢慢向右转头", "Slowly turn your head to your right"), choices);
        }
        return turned(FacePose.STRAIGHT, Text.of("请转回来，再看摄像头", "Now look into the camera again"), choices);
    }

    private static Screen straight(Text what, int good, int of, List<Choice> choices) {
        return new Screen.FaceCheck(FacePose.STRAIGHT, what, good, of, choices);
    }

    private static Screen turned(FacePose pose, Text what, List<Choice> choices) {
        return new Screen.FaceCheck(pose, what, PICTURES, PICTURES, choices);
    }

    private static Text words(Guidance guidance) {
        return switch (guidance) {
            case STEP_BEFORE_THE_CAMERA -> Text.of("请站到摄像头前面", "Please stand in front of the camera");
            case ONE_PERSON_ONLY -> Text.of("请让旁边的人先离开画面", "One person only: others please step aside");
            case COME_CLOSER -> Text.of("请靠近一点", "Please come a little closer");
            case STEP_BACK -> Text.of("请退后一点", "Please step back a little");
            case MOVE_TO_THE_MIDDLE -> Text.of("请站到屏幕正前方", "Please stand right before the screen");
            case BACK_LIGHT -> Text.of("背后太亮，请稍微侧一步", "Too bright behind you: please step aside a little");
            case TOO_DARK -> Text.of("光线太暗，请面向亮的一边", "Too dark: please face the light");
            case TOO_BRIGHT -> Text.of("光线太亮，请稍微避开灯光", "Too bright: please step out of the light");
            case LOOK_STRAIGHT -> Text.of("请正对摄像头", "Please look straight into the camera");
            case UNCOVER_THE_FACE -> Text.of("请取下口罩、帽子或墨镜", "Please take off mask, hat or dark glasses");
            case HOLD_STILL -> Text.of("请保持不动", "Please hold still");
        };
    }
}
