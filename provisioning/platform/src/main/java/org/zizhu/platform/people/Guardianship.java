package org.zizhu.platform.people;

import org.zizhu.platform.bilingual.Text;

/**
 * Somebody may act for somebody else by law (监护): for a child, or for an adult who can't act for themselves.
 *
 * @param guardian register id
 * @param ward register id
 */
public record Guardianship(String guardian, String ward, Ground ground) {

    /** Why the ward is not asked. */
    public enum Ground {
        MINOR("未成年人的监护人", "guardian of a minor"),
        DISABLED("无民事行为能力人的监护人", "guardian of a person who cannot act");

        private final Text title;

        Ground(String zh, String en) {
            this.title = new Text(zh, en);
        }

        public Text title() {
            return title;
        }
    }
}
