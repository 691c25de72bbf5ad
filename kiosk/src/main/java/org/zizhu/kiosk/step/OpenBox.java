package org.zizhu.kiosk.step;

import java.util.List;
import java.util.Optional;
import org.zizhu.drivers.locker.Locker;
import org.zizhu.kiosk.catalogue.Item.Need;
import org.zizhu.kiosk.collection.LockerRecord;
import org.zizhu.kiosk.collection.LockerRecord.Fact;
import org.zizhu.kiosk.collection.LockerRecord.Use;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Opens the boxes that hold something for the citizen, one after the other. */
public final class OpenBox implements Step {

    @Override
    public Next perform(Matter matter) throws VisitOver {
        while (true) {
            Optional<Identity> identity = matter.citizen().identity();
            if (identity.isEmpty()) {
                return Next.LEAVE;
            }
            matter.desk()
                    .show(new Screen.Working(
                            Text.of("正在查询", "Looking it up"),
                            List.of(Text.of("查询柜内待领取的证照", "Look for what waits in the locker")),
                            0));
            Answer<List<Box>> answer = matter.desk()
                    .await(matter.unit()
                            .collection()
                            .boxes(matter.context(), identity.get().session()));
            if (answer instanceof Answer.Given<List<Box>> given) {
                return each(matter, given.value()) ? Next.GO_ON : Next.LEAVE;
            }
            if (!Again.wanted(matter, answer)) {
                return Next.LEAVE;
            }
        }
    }

    /**
     * Opens them.
     *
     * @return whether something was taken
     */
    static boolean each(Matter matter, List<Box> boxes) throws VisitOver {
        LockerRecord record =
                new LockerRecord(matter.unit().journal(), matter.unit().clock());
        boolean taken = false;
        for (Box box : boxes) {
            if (record.untold(box)) {
                TroubleTalk.tell(matter, "box-just-opened");
                continue;
            }
            Optional<String> closed = matter.unit().availability().missing(Need.LOCKER);
            Optional<Locker> locker = matter.unit().cabinet().locker();
            if (closed.isPresent() || locker.isEmpty()) {
                TroubleTalk.tell(matter, closed.orElse("locker-fault"));
                return taken;
            }
            String transaction = matter.unit().identities().get();
            matter.purse().gives(matter.unit().journal(), transaction);
            matter.unit().journal().begin(transaction, matter.item().id());
            BoxOpening.Ended ended = new BoxOpening(matter, locker.get(), transaction, box, Use.COLLECT).run();
            if (ended.trouble().isPresent()) {
                TroubleTalk.tell(matter, ended.trouble().get());
            } else {
                taken |= ended.fact() == Fact.TAKEN;
            }
        }
        return taken;
    }
}
