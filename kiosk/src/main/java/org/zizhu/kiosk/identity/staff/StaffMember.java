package org.zizhu.kiosk.identity.staff;

import java.security.PublicKey;
import java.util.List;
import java.util.Set;

/**
 * Who a staff card's certificate says its holder is; no name, since nothing here needs one.
 *
 * @param certificate its serial number, hexadecimal: by which the authority, and nobody else, knows the person
 * @param roles at least one
 * @param division 行政区划 that they work for, two to twelve digits
 * @param key what a challenge must be signed with
 */
public record StaffMember(String certificate, Set<StaffRole> roles, String division, PublicKey key) {

    public StaffMember {
        roles = Set.copyOf(roles);
    }

    /** The roles in their order. */
    public List<StaffRole> inOrder() {
        return roles.stream().sorted().toList();
    }
}
