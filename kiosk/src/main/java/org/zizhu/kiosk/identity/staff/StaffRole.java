package org.zizhu.kiosk.identity.staff;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.zizhu.kiosk.screen.Text;

/**
 * What somebody on the staff is there for. The authority writes it into the certificate as an extended key usage (RFC 5280
 * §4.2.1.12); see the decision "A role is a key's purpose".
 */
public enum StaffRole {
    /** 值守员: helps citizens, and takes the unit out of service when something is wrong. */
    ATTENDANT(1, "值守员", "Attendant"),
    /** 维护工程师: finds the fault, swaps a part. */
    FIELD_ENGINEER(2, "维护工程师", "Field engineer"),
    /** 物料管理员: fills up. */
    STOCK_KEEPER(3, "物料管理员", "Stock keeper");

    /** Who may answer for a citizen, having compared them with the photo on their card (帮办). */
    public static final Set<StaffRole> ANSWERING_FOR_CITIZENS = Set.of(ATTENDANT);

    /** Zizhu's own purposes, below an identifier that nobody had to assign (ITU-T X.667: 2.25 and a UUID). */
    private static final String ARC = "2.25.101487889497604261526344297338163169054.1.";

    private final String purpose;
    private final String chinese;
    private final String english;

    StaffRole(int number, String chinese, String english) {
        this.purpose = ARC + number;
        this.chinese = chinese;
        this.english = english;
    }

    /** The extended key usage's object identifier. */
    public String purpose() {
        return purpose;
    }

    public Text title() {
        return Text.of(chinese, english);
    }

    /** The roles among a certificate's purposes, in order. */
    static Set<StaffRole> among(List<String> purposes) {
        return Arrays.stream(values())
                .filter(role -> purposes.contains(role.purpose))
                .collect(Collectors.toUnmodifiableSet());
    }
}
