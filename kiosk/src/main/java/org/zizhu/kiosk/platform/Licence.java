package org.zizhu.kiosk.platform;

import org.zizhu.kiosk.screen.Text;

/**
 * The business that somebody runs, as its licence (营业执照) names it. Lives in the visit.
 *
 * @param code 统一社会信用代码
 */
public record Licence(String code, String name, Text kind) {
    @Override
    public String toString() {
        return "Licence";
    }
}
