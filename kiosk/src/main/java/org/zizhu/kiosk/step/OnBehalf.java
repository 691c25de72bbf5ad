package org.zizhu.kiosk.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.zizhu.drivers.Device;
import org.zizhu.drivers.MediaState;
import org.zizhu.kiosk.identity.Acting;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.Ward;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Choice;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.visit.Citizen;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/**
 * One person acts for another (代办), where the item allows it and they have said so. Both are identified by the item's rules,
 * the platform agrees, and both stand in the case and in the journal; only then is anything done in the other's name.
 */
public final class OnBehalf {

    private static final String OTHER = "other";
    private static final String WARD = "ward-";
    private static final String BY_LAW = "guardian";

    private final Matter matter;
    private final Acting acting;

    private OnBehalf(Matter matter, Acting acting) {
        this.matter = matter;
        this.acting = acting;
    }

    /** The matter as it is to be done in the other's name; empty when that is not to be. {@link #end} it. */
    public static Optional<Matter> begin(Matter matter) throws VisitOver {
        Acting acting = matter.item().acting();
        return acting == null ? Optional.empty() : new OnBehalf(matter, acting).forOther();
    }

    /** The other is forgotten, and the platform ends their session; who acted is still here. */
    public static void end(Matter matter, Matter done) {
        if (done.citizen() == matter.citizen()) {
            return;
        }
        done.citizen().identity().ifPresent(principal -> {
            var unused = done.unit().platform().end(done.context(), principal.session());
        });
        done.citizen().forget();
        matter.citizen().identity().ifPresent(agent -> matter.desk()
                .greet(agent.session().maskedName()));
    }

    private Optional<Matter> forOther() throws VisitOver {
        if (new Identify(acting.agent()).perform(matter) == Step.Next.LEAVE) {
            return Optional.empty();
        }
        Session agent = matter.citizen().identity().orElseThrow().session();
        Answer<List<Ward>> wards = matter.desk().await(matter.unit().platform().wards(matter.context(), agent));
        Optional<Ward> ward = Optional.empty();
        // A platform that can't say has none; it is asked again when it is to agree.
        if (wards instanceof Answer.Given<List<Ward>> given && !given.value().isEmpty()) {
            Optional<String> whom = choose(
                    Text.of("替谁办理？", "For whom?"),
                    Text.of("您登记为以下人员的监护人", "You are on record as guardian of"),
                    tiles(given.value()));
            if (whom.isEmpty()) {
                return Optional.empty();
            }
            ward = given.value().stream()
                    .filter(one -> whom.get().equals(WARD + given.value().indexOf(one)))
                    .findFirst();
        }
        return ward.isPresent() ? forWard(agent, ward.get()) : forHolderOfCard(agent);
    }

    private Optional<Matter> forWard(Session agent, Ward ward) throws VisitOver {
        Matter other = new Matter(
                matter.unit(), matter.desk(), matter.item(), new Citizen(Citizen.Left.NOTHING), matter.caseNumber());
        return agreed(agent, other, BY_LAW, () -> matter.unit()
                .platform()
                .actForWard(matter.context(), agent, ward.handle()));
    }

    private Optional<Matter> forHolderOfCard(Session agent) throws VisitOver {
        if (matter.unit().journal().actedToday(agent.handle()) >= acting.perDay()) {
            var unused = TroubleTalk.wantsRetry(matter, "agent-over-limit");
            return Optional.empty();
        }
        while (true) {
            Citizen principal = new Citizen(new Citizen.Left(
                    lies(matter.unit().cabinet().idCardReader()),
                    lies(matter.unit().cabinet().chipCardReader()),
                    Citizen.Left.Whose.AGENTS));
            Matter other = new Matter(matter.unit(), matter.desk(), matter.item(), principal, matter.caseNumber());
            Optional<Matter> agreed = Optional.empty();
            boolean again = false;
            try {
                if (new Identify(acting.principal()).perform(other) == Step.Next.GO_ON) {
                    Session session = principal.identity().orElseThrow().session();
                    if (session.handle().equals(agent.handle())) {
                        again = TroubleTalk.wantsRetry(matter, "agent-is-principal");
                    } else {
                        agreed = agreed(agent, other, "present", () -> matter.unit()
                                .platform()
                                .actFor(matter.context(), agent, session));
                    }
                }
            } finally {
                matter.desk().greet(agent.maskedName());
                if (agreed.isEmpty()) {
                    end(matter, other);
                }
            }
            if (!again) {
                return agreed;
            }
        }
    }

    /** Has the platform agree, and writes both down before anything is done. */
    private Optional<Matter> agreed(
            Session agent, Matter other, String how, Supplier<CompletableFuture<Answer<Session>>> asked)
            throws VisitOver {
        while (true) {
            Answer<Session> answer = matter.desk().await(asked.get());
            if (answer instanceof Answer.Given<Session> given) {
                other.citizen().identity().ifPresent(before -> {
                    // The session in which somebody acts takes the place of the one in which they identified.
                    var unused = matter.unit().platform().end(matter.context(), before.session());
                });
                other.citizen().actedFor(agent.maskedName(), given.value());
                note(agent, given.value(), how);
                return Optional.of(other);
            }
            if (!TroubleTalk.wantsRetry(matter, answer)) {
                return Optional.empty();
            }
        }
    }

    private void note(Session agent, Session principal, String how) {
        Map<String, String> facts = Map.of(
                "agent", agent.handle(), "principal", principal.handle(), "how", how, "case", matter.caseNumber());
        matter.unit()
                .journal()
                .noteActing(
                        matter.unit().identities().get(),
                        matter.item().id(),
                        facts,
                        how.equals(BY_LAW) ? Optional.empty() : Optional.of(agent.handle()));
    }

    private Optional<String> choose(Text heading, Text why, List<Screen.WayTile> tiles) throws VisitOver {
        Screen screen =
                new Screen.ChooseWay(heading, why, tiles, List.of(Choice.plain("返回", "Back", new Action.Back())));
        while (true) {
            Action action = matter.desk().ask(screen);
            if (action instanceof Action.Back) {
                return Optional.empty();
            }
            if (action instanceof Action.ChooseWay choice
                    && tiles.stream().anyMatch(tile -> tile.way().equals(choice.way()))) {
                return Optional.of(choice.way());
            }
        }
    }

    private static List<Screen.WayTile> tiles(List<Ward> wards) {
        List<Screen.WayTile> tiles = new ArrayList<>();
        for (Ward ward : wards) {
            tiles.add(tile(WARD + tiles.size(), Text.same(ward.maskedName()), ward.ground(), "ward"));
        }
        tiles.add(tile(OTHER, Text.of("替其他人办", "Somebody else"), Text.of("需要对方的证件", "Their card is needed"), OTHER));
        return tiles;
    }

    private static Screen.WayTile tile(String way, Text name, Text caption, String icon) {
        return new Screen.WayTile(way, name, caption, icon, Optional.empty());
    }

    private static boolean lies(Optional<? extends Device> reader) {
        return reader.map(device -> device.status().media() == MediaState.PRESENT)
                .orElse(false);
    }
}
