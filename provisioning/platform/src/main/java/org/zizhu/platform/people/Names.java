package org.zizhu.platform.people;

import java.util.List;
import java.util.random.RandomGenerator;

/** Synthetic names as they are heard in the founding cities. */
final class Names {

    /** How a people of China names its children: code of GB/T 3304 and usual surnames. */
    private record Custom(String nationality, List<String> surnames) {}

    private static final Custom HAN = new Custom(
            "01", List.of("王", "李", "张", "刘", "陈", "杨", "黄", "周", "吴", "徐", "孙", "朱", "胡", "郭", "何", "欧阳", "上官"));

    private static final List<Custom> OF_ZHANGJIAJIE = List.of(
            new Custom("15", List.of("彭", "向", "田", "覃", "庹", "卓", "汪")),
            new Custom("14", List.of("谷", "钟", "王", "熊")),
            new Custom("06", List.of("龙", "石", "麻", "吴", "廖")));

    private static final List<Custom> OF_WUZHOU = List.of(
            new Custom("08", List.of("韦", "覃", "农", "蓝", "莫", "陆")),
            new Custom("13", List.of("盘", "赵", "冯", "邓", "李")));

    private static final List<String> GIVEN_MEN =
            List.of("伟", "建国", "志强", "国庆", "文博", "思远", "海波", "明辉", "长青", "润生", "德厚", "宗翰", "鹏", "磊");

    private static final List<String> GIVEN_WOMEN =
            List.of("芳", "秀英", "桂兰", "丽华", "玉梅", "子涵", "晓燕", "春花", "雨桐", "静怡", "若楠", "凤仪", "云", "瑾");

    /** Plane 2 of Unicode, level 3 of GB 18030-2022; each takes two UTF-16 units on the card. */
    private static final List<String> RARE_GIVEN =
            List.of("𬭎", "𬸚", "𬀪", "𬱖", "𬘘", "𬊈", "𫘝", "𬴊", "𬭚", "𠮷", "𫍯", "𬍛", "𪣻", "𬟽", "𫖯", "𬤊");

    private static final List<String> WITH_DOT =
            List.of("阿依古丽·买买提", "帕提古丽·艾山", "努尔兰·哈力木", "热依汗·吐尔逊", "叶尔江·巴合提", "卓玛·仁青");

    record Named(String name, String nationality) {}

    private Names() {}

    static Named usual(Division home, boolean male, RandomGenerator random) {
        Custom custom = custom(home, random);
        return new Named(
                pick(custom.surnames, random) + pick(male ? GIVEN_MEN : GIVEN_WOMEN, random), custom.nationality);
    }

    static Named rare(Division home, RandomGenerator random) {
        Custom custom = custom(home, random);
        return new Named(pick(custom.surnames, random) + pick(RARE_GIVEN, random), custom.nationality);
    }

    static Named withDot(RandomGenerator random) {
        return new Named(pick(WITH_DOT, random), "05");
    }

    static <T> T pick(List<T> from, RandomGenerator random) {
        return from.get(random.nextInt(from.size()));
    }

    private static Custom custom(Division home, RandomGenerator random) {
        List<Custom> local = home.code().startsWith("4308")
                ? OF_ZHANGJIAJIE
                : home.code().startsWith("4504") ? OF_WUZHOU : List.of(HAN);
        return random.nextInt(4) == 0 ? HAN : pick(local, random);
    }
}
