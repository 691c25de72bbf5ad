package org.zizhu.bench.table;

import org.zizhu.kiosk.screen.Text;

/** As what somebody comes before the camera: as a face check wants it, and otherwise. All but the first are made by drawing. */
enum Guise {
    THEMSELVES("themselves", "本人", "themselves"),
    PRINTED("printed", "本人的打印照片", "their printed photo"),
    SWAPPED("swapped", "照片调换", "two printed photos, swapped for the turn"),
    BENT("bent", "弯着转的照片", "their printed photo, bent and turned"),
    ON_A_PHONE("on-a-phone", "手机上的本人照片", "their photo on a phone"),
    STRANGER("stranger", "别人", "somebody else"),
    TWIN("twin", "酷似的人", "their double"),
    TWO("two", "两个人", "two people"),
    MASK("mask", "戴口罩", "with a mask"),
    DARK_GLASSES("dark-glasses", "戴墨镜", "with dark glasses"),
    HAT("hat", "帽子压低", "with a hat low"),
    BACK_LIGHT("back-light", "背对强光", "against the light"),
    CHILD("child", "够不着的孩子", "too small for the camera");

    private final String id;
    private final String chinese;
    private final String english;

    Guise(String id, String chinese, String english) {
        this.id = id;
        this.chinese = chinese;
        this.english = english;
    }

    String id() {
        return id;
    }

    Text words() {
        return Text.of(chinese, english);
    }
}
