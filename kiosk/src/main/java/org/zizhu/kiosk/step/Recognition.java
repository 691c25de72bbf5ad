package org.zizhu.kiosk.step;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.zizhu.kiosk.identity.Evidence;
import org.zizhu.kiosk.platform.Accepted;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.kiosk.step.Showing.Outcome;
import org.zizhu.kiosk.visit.Citizen.Identity;
import org.zizhu.kiosk.visit.Matter;
import org.zizhu.kiosk.visit.VisitOver;

/** Has the platform say who somebody is by what they have shown. */
final class Recognition {

    private Recognition() {}

    /**
     * Asks until there is an answer that settles it.
     *
     * @param shown what was shown, as a step that is done
     * @param trouble the code to tell of when no session was opened
     * @param named what to note of one that was
     * @return empty when they want to try again with what they show
     */
    static Optional<Outcome> by(
            Matter matter,
            boolean otherWay,
            Text shown,
            Supplier<CompletableFuture<Answer<Session>>> asked,
            Function<Answer<Session>, String> trouble,
            Consumer<Session> named)
            throws VisitOver {
        matter.desk()
                .show(new Screen.Working(
                        Text.of("正在核对您的信息", "Checking your details"),
                        List.of(shown, Text.of("政务平台核对身份", "Check with the government platform")),
                        1));
        Answer<Session> answer = matter.desk().await(asked.get());
        if (!(answer instanceof Answer.Given<Session> given)) {
            return after(TroubleTalk.askFor(matter, answer, trouble.apply(answer), otherWay));
        }
        if (matter.citizen().isSomebodyElse(given.value())) {
            var unused = matter.unit().platform().end(matter.context(), given.value());
            return after(TroubleTalk.askFor(matter, "other-person", otherWay));
        }
        matter.citizen().identity().ifPresent(before -> join(matter, given.value(), before.session()));
        named.accept(given.value());
        matter.desk().greet(given.value().maskedName());
        return Optional.of(Outcome.SHOWN);
    }

    /** One session is enough; what was shown in the older counts in the newer, if the platform agrees, and else not here either. */
    private static void join(Matter matter, Session now, Session before) {
        Answer<Accepted> joined = matter.desk().await(matter.unit().platform().join(matter.context(), now, before));
        if (!(joined instanceof Answer.Given)) {
            var unused = matter.unit().platform().end(matter.context(), before);
            matter.citizen().sessionExpired();
        }
    }

    /**
     * Tells the platform of what only the unit has seen, until it has noted it; only then does it count here.
     *
     * @return where they go when it does not
     */
    static Outcome noted(
            Matter matter,
            boolean otherWay,
            Evidence evidence,
            Function<Session, CompletableFuture<Answer<Accepted>>> telling)
            throws VisitOver {
        Optional<Identity> identity = matter.citizen().identity();
        while (identity.isPresent()) {
            Answer<Accepted> answer =
                    matter.desk().await(telling.apply(identity.get().session()));
            if (answer instanceof Answer.Given) {
                matter.citizen().confirmed(evidence);
                return Outcome.SHOWN;
            }
            boolean expired = answer.code().equals("session-expired");
            if (expired) {
                matter.citizen().sessionExpired();
            }
            Optional<Outcome> end = after(TroubleTalk.askFor(matter, answer, answer.code(), otherWay));
            if (end.isPresent() || expired) {
                return end.orElse(Outcome.OTHER_WAY);
            }
        }
        return Outcome.OTHER_WAY;
    }

    /** Empty when they want another try. */
    static Optional<Outcome> after(TroubleTalk.Reaction reaction) {
        return switch (reaction) {
            case RETRY -> Optional.empty();
            case OTHER_WAY -> Optional.of(Outcome.OTHER_WAY);
            case LEAVE -> Optional.of(Outcome.BACK);
        };
    }
}
