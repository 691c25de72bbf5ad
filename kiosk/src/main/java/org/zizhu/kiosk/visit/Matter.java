package org.zizhu.kiosk.visit;

import org.zizhu.kiosk.catalogue.Item;
import org.zizhu.kiosk.payment.Purse;
import org.zizhu.kiosk.platform.CallContext;

/** One item done for one citizen. */
public record Matter(Unit unit, Desk desk, Item item, Citizen citizen, String caseNumber, Purse purse) {

    /** One that nothing has been paid for yet. */
    public Matter(Unit unit, Desk desk, Item item, Citizen citizen, String caseNumber) {
        this(unit, desk, item, citizen, caseNumber, new Purse());
    }

    /** The five elements of a call made for this matter. */
    public CallContext context() {
        return unit.context(item, caseNumber);
    }
}
