package org.zizhu.platform.insurance;

import org.zizhu.platform.bilingual.Text;

/** The insurance that a month was paid into. */
public enum Scheme {
    EMPLOYEE("企业职工基本养老保险", "Basic pension (employees)"),
    FLEXIBLE("企业职工基本养老保险（灵活就业）", "Basic pension (self-employed)");

    private final Text title;

    Scheme(String zh, String en) {
        this.title = new Text(zh, en);
    }

    public Text title() {
        return title;
    }
}
