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

/** Has the platform keep a free box, and opens it for what the citizen brings. */
public final class Deposit implements Step {

    @Override
    public Next perform(Matter matter) throws VisitOver {
        while (true) {
            Optional<String> closed = matter.unit().availability().missing(Need.LOCKER);
            Optional<Locker> locker = matter.unit().cabinet().locker();
            Optional<Identity> identity = matter.citizen().identity();
            if (identity.isEmpty()) {
                return Next.LEAVE;
            }
            boolean again;
            if (closed.isPresent() || locker.isEmpty()) {
                again = TroubleTalk.wantsRetry(matter, closed.orElse("locker-fault"));
            } else {
                String transaction = matter.unit().identities().get();
                Answer<Box> answer = reserve(matter, identity.get(), transaction);
                if (answer instanceof Answer.Given<Box> given) {
                    BoxOpening.Ended ended =
                            new BoxOpening(matter, locker.get(), transaction, given.value(), Use.DEPOSIT).run();
                    if (ended.fact() == Fact.DEPOSITED) {
                        return Next.GO_ON;
                    }
                    again = ended.trouble().isPresent()
                            && TroubleTalk.wantsRetry(matter, ended.trouble().get());
                } else {
                    again = Again.wanted(matter, answer);
                }
            }
            if (!again) {
                return Next.LEAVE;
            }
        }
    }

    private static Answer<Box> reserve(Matter matter, Identity identity, String transaction) {
        LockerRecord record =
                new LockerRecord(matter.unit().journal(), matter.unit().clock());
        matter.unit().journal().begin(transaction, matter.item().id());
        String key = transaction + ":box";
        record.reserves(transaction, key);
        matter.desk()
                .show(new Screen.Working(
                        Text.of("正在分配柜格", "Finding a free box"),
                        List.of(Text.of("请把材料准备好", "Have your documents ready")),
                        0));
        Answer<Box> answer = matter.desk()
                .await(matter.unit()
                        .collection()
                        .freeBox(matter.unit().context(matter.item(), transaction), identity.session(), key));
        if (answer instanceof Answer.Given<Box> given) {
            record.reserved(transaction, given.value());
            return answer;
        }
        boolean certainlyNot = answer instanceof Answer.Refused
                || (answer instanceof Answer.Failed<Box> failed && failed.why() == Answer.Why.UNREACHABLE);
        if (certainlyNot) {
            record.notReserved(transaction, answer.code());
        } else {
            record.release(transaction, key, matter.unit().context(matter.item(), transaction));
        }
        return answer;
    }
}
