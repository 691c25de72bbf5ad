package org.zizhu.kiosk.simulation;

import java.time.Duration;
import org.zizhu.kiosk.catalogue.Catalogue;
import org.zizhu.kiosk.identity.staff.StaffRole;
import org.zizhu.kiosk.tabletop.CodeIssuer;
import org.zizhu.kiosk.tabletop.SealedPaper;
import org.zizhu.kiosk.tabletop.StaffOffice;
import org.zizhu.kiosk.tabletop.Tabletop;
import org.zizhu.kiosk.visit.Troubles;

/** What is the same in every story, and dear to make: keys, a sealed document, a staff card. Its keys leave no trace in what happens. */
final class Stage {

    final SealedPaper paper = new SealedPaper();
    final CodeIssuer issuer = new CodeIssuer("tabletop", Tabletop.NIGHT.minus(Duration.ofDays(30)));
    final StaffOffice office = new StaffOffice();
    final StaffOffice.Badge badge = office.badge(
            "430102",
            Tabletop.NIGHT.minus(Duration.ofDays(180)),
            Duration.ofDays(900),
            StaffRole.FIELD_ENGINEER,
            StaffRole.ATTENDANT,
            StaffRole.STOCK_KEEPER);
    final StaffOffice.Badge colleague = office.badge(
            "430102", Tabletop.NIGHT.minus(Duration.ofDays(180)), Duration.ofDays(900), StaffRole.STOCK_KEEPER);
    final Catalogue catalogue = Catalogue.shipped();
    final Troubles troubles = Troubles.shipped();
}
