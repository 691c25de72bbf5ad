package org.zizhu.kiosk.step;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zizhu.kiosk.identity.Demand;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.identity.Way;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * Has the citizen show who they are, in the way that suits them, to the assurance that the item demands; at once done if what
 * they have shown in this visit is enough, and asking only for the rest if it is not.
 */
public final class Identify implements Step {

    private final Optional<Demand> other;

    /** To the assurance that the item demands of whom it is for. */
    public Identify() {
        other = Optional.empty();
    }

    /** To another assurance. */
    Identify(Demand demand) {
        other = Optional.of(demand);
    }

    @Override
    public Next perform(Matter matter) throws VisitOver {
        if (matter.citizen().agent().isPresent()) {
            return matter.citizen().identity().isPresent() ? Next.GO_ON : Next.LEAVE;
        }
        Demand demand = other.orElse(matter.item().identity());
        ChooseWay choice = new ChooseWay(matter, demand);
        // What somebody did not want for one item they may want for another.
        matter.citizen().reconsiders(ChooseWay.REFUSED);
        boolean choosing = false;
        while (!demand.metBy(matter.citizen().shown())) {
            List<Way> ways = choice.ways();
            if (ways.isEmpty()) {
                if (!choice.reconsiders()) {
                    return Next.LEAVE;
                }
                continue;
            }
            boolean asked = ways.size() > 1 && (choosing || !obvious(ways));
            Optional<Way> way = asked ? choice.choose() : Optional.of(ways.get(0));
            if (way.isEmpty()) {
                return Next.LEAVE;
            }
            switch (dialogue(way.get()).of(matter, ways.size() > 1)) {
                case SHOWN -> choosing = false;
                case OTHER_WAY -> choosing = true;
                case BACK -> {
                    if (!asked) {
                        return Next.LEAVE;
                    }
                    choosing = true;
                }
            }
        }
        return Next.GO_ON;
    }

    /** Nearly everybody has their card in the hand: they are not asked first in which way they would like to show it. */
    private static boolean obvious(List<Way> ways) {
        return ways.get(0) == Way.ID_CARD;
    }

    /** What can be shown here, now, by them. */
    static Set<Evidence> open(Matter matter) {
        Set<Evidence> open = EnumSet.allOf(Evidence.class);
        open.removeIf(evidence -> closed(matter, evidence).isPresent());
        return open;
    }

    /** Why something can't be shown, as a code of {@link org.zizhu.kiosk.visit.Troubles}. */
    static Optional<String> closed(Matter matter, Evidence evidence) {
        boolean noPhone = evidence == Evidence.PHONE_CODE
                && matter.citizen()
                        .identity()
                        .map(known -> known.session().maskedPhone() == null)
                        .orElse(false);
        return noPhone
                ? Optional.of("no-phone-on-record")
                : matter.citizen()
                        .closed(evidence)
                        .or(() -> matter.unit().availability().missing(evidence));
    }

    private static Showing dialogue(Way way) {
        return switch (way) {
            case ID_CARD -> new ShowIdCard();
            case CODE -> new ShowCode();
            case SOCIAL_CARD -> new ShowSocialCard();
            case FACE -> new ShowFace();
            case PHONE_CODE -> new TypePhoneCode();
            case ATTENDANT -> new AskAttendant();
        };
    }
}
