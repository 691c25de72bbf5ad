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

    /**
     * What is shown and said.
     *
     * @param pinyin the Chinese with tone numbers, as a synthesiser wants it
     */
    record Words(Text text, String pinyin) {}

    private static final Words BEGIN = words(
            "请看屏幕上方的摄像头",
            "qing3 kan4 ping2mu4 shang4fang1 de5 she4xiang4tou2",
            "Please look into the camera above the screen");

    /** Before the camera has seen anybody. */
    static Screen begin(List<Choice> choices) {
        return straight(BEGIN.text(), 0, PICTURES, choices);
    }

    static Screen screen(Ask ask, List<Choice> choices) {
        Text text = of(ask).text();
        if (ask instanceof Ask.Better) {
            return straight(text, 0, PICTURES, choices);
        } else if (ask instanceof Ask.HoldStill still) {
            return straight(text, still.good(), still.of(), choices);
        } else if (ask instanceof Ask.Turn turn) {
            return turned(turn.side() == HeadTurn.Side.LEFT ? FacePose.LEFT : FacePose.RIGHT, text, choices);
        }
        // All begins again, the good pictures too.
        return ask instanceof Ask.Slower
                ? straight(text, 0, PICTURES, choices)
                : turned(FacePose.STRAIGHT, text, choices);
    }

    private static Screen straight(Text what, int good, int of, List<Choice> choices) {
        return new Screen.FaceCheck(FacePose.STRAIGHT, what, good, of, choices);
    }

    private static Screen turned(FacePose pose, Text what, List<Choice> choices) {
        return new Screen.FaceCheck(pose, what, PICTURES, PICTURES, choices);
    }

    /** What is said of it. */
    static Words of(Ask ask) {
        if (ask instanceof Ask.Better better) {
            return words(better.guidance());
        } else if (ask instanceof Ask.HoldStill) {
            return words("很好，请保持不动", "hen3 hao3, qing3 bao3chi2 bu2 dong4", "Good. Please hold still");
        } else if (ask instanceof Ask.Turn turn) {
            return turn.side() == HeadTurn.Side.LEFT
                    ? words("请慢慢向左转头", "qing3 man4man4 xiang4 zuo3 zhuan3 tou2", "Slowly turn your head to your left")
                    : words("请慢慢向右转头", "qing3 man4man4 xiang4 you4 zhuan3 tou2", "Slowly turn your head to your right");
        } else if (ask instanceof Ask.Slower) {
            return words(
                    "请先看摄像头，再慢慢转头",
                    "qing3 xian1 kan4 she4xiang4tou2, zai4 man4man4 zhuan3 tou2",
                    "Please look into the camera first, then turn your head slowly");
        }
        return words("请转回来，再看摄像头", "qing3 zhuan3 hui2lai2, zai4 kan4 she4xiang4tou2", "Now look into the camera again");
    }

    private static Words words(Guidance guidance) {
        return switch (guidance) {
            case STEP_BEFORE_THE_CAMERA ->
                words("请站到摄像头前面", "qing3 zhan4 dao4 she4xiang4tou2 qian2mian4", "Please stand in front of the camera");
            case ONE_PERSON_ONLY ->
                words(
                        "请让旁边的人先离开画面",
                        "qing3 rang4 pang2bian1 de5 ren2 xian1 li2kai1 hua4mian4",
                        "One person only: others please step aside");
            case COME_CLOSER -> words("请靠近一点", "qing3 kao4jin4 yi4dian3", "Please come a little closer");
            case STEP_BACK -> words("请退后一点", "qing3 tui4hou4 yi4dian3", "Please step back a little");
            case MOVE_TO_THE_MIDDLE ->
                words(
                        "请站到屏幕正前方",
                        "qing3 zhan4 dao4 ping2mu4 zheng4 qian2fang1",
                        "Please stand right before the screen");
            case BACK_LIGHT ->
                words(
                        "背后太亮，请稍微侧一步",
                        "bei4hou4 tai4 liang4, qing3 shao1wei1 ce4 yi2 bu4",
                        "Too bright behind you: please step aside a little");
            case TOO_DARK ->
                words(
                        "光线太暗，请面向亮的一边",
                        "guang1xian4 tai4 an4, qing3 mian4xiang4 liang4 de5 yi4bian1",
                        "Too dark: please face the light");
            case TOO_BRIGHT ->
                words(
                        "光线太亮，请稍微避开灯光",
                        "guang1xian4 tai4 liang4, qing3 shao1wei1 bi4kai1 deng1guang1",
                        "Too bright: please step out of the light");
            case LOOK_STRAIGHT ->
                words("请正对摄像头", "qing3 zheng4dui4 she4xiang4tou2", "Please look straight into the camera");
            case UNCOVER_THE_FACE ->
                words(
                        "请取下口罩、帽子或墨镜",
                        "qing3 qu3xia4 kou3zhao4, mao4zi5 huo4 mo4jing4",
                        "Please take off mask, hat or dark glasses");
            case HOLD_STILL -> words("请保持不动", "qing3 bao3chi2 bu2 dong4", "Please hold still");
        };
    }

    private static Words words(String chinese, String pinyin, String english) {
        return new Words(Text.of(chinese, english), pinyin);
    }
}
