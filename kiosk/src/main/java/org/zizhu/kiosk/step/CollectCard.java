package org.zizhu.kiosk.step;

import java.util.Optional;
import org.zizhu.drivers.dispenser.CardDispenser;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.platform.WaitingCard;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Hands over the new card that waits for the citizen, again as long as it fails and they want another try. Each try is a transaction of
 * its own.
 */
public final class CollectCard implements Step {

    @Override
    public Next perform(Matter matter) throws VisitOver {
        while (true) {
            Optional<String> closed = matter.unit().availability().missing(Need.CARD_DISPENSER);
            Optional<CardDispenser> dispenser = matter.unit().cabinet().cardDispenser();
            String code;
            if (closed.isPresent() || dispenser.isEmpty()) {
                code = closed.orElse("dispenser-fault");
            } else {
                Optional<WaitingCard> waiting = FindCard.waiting(matter);
                if (waiting.isEmpty()) {
                    return Next.LEAVE;
                }
                CardHandover.Ended ended = new CardHandover(matter, dispenser.get()).run(waiting.get());
                if (ended instanceof CardHandover.Ended.HandedOver) {
                    return Next.GO_ON;
                }
                code = ((CardHandover.Ended.NotHandedOver) ended).code();
            }
            if (!TroubleTalk.wantsRetry(matter, code)) {
                return Next.LEAVE;
            }
        }
    }
}
