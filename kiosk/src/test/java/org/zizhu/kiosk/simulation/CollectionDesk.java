package org.zizhu.kiosk.simulation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.zizhu.kiosk.journal.Message;
import org.zizhu.kiosk.platform.Answer;
import org.zizhu.kiosk.platform.Box;
import org.zizhu.kiosk.platform.CallContext;
import org.zizhu.kiosk.platform.CollectionPlatform;
import org.zizhu.kiosk.platform.Session;
import org.zizhu.kiosk.platform.WaitingCard;
import org.zizhu.kiosk.screen.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the unit asks what waits in it for whom, and says what became of it. */
final class CollectionDesk implements CollectionPlatform {

    private final World world;

    CollectionDesk(World world) {
        this.world = world;
    }

    @Override
    public CompletableFuture<Answer<WaitingCard>> waitingCard(CallContext context, Session session) {
        return world.city.call(() -> world.cards
                .waiting(world.city.numberOf(session))
                .<Answer<WaitingCard>>map(Answer.Given::new)
                .orElseGet(() -> new Answer.Refused<>("card-none-waiting", Text.of("没有待领取的社保卡", "No card waits"))));
    }

    @Override
    public CompletableFuture<Answer<List<Box>>> boxes(CallContext context, Session session) {
        return world.city.call(() -> {
            List<Box> boxes = world.lockers.waiting(world.city.numberOf(session));
            return boxes.isEmpty()
                    ? new Answer.Refused<>("locker-nothing-waits", Text.of("柜内没有您的证照", "Nothing waits"))
                    : new Answer.Given<>(boxes);
        });
    }

    @Override
    public CompletableFuture<Answer<List<Box>>> boxesByCode(CallContext context, String code, String number) {
        return world.city.call(
                () -> new Answer.Refused<>("locker-nothing-waits", Text.of("柜内没有您的证照", "Nothing waits")));
    }

    @Override
    public CompletableFuture<Answer<Box>> freeBox(CallContext context, Session session, String key) {
        world.guard();
        world.auditor.beforeReserving(key);
        return world.city.call(() -> {
            Box box = world.lockers.keep(world.city.numberOf(session), key);
            return box == null
                    ? new Answer.Refused<>("locker-full", Text.of("没有空柜", "No box is free"))
                    : new Answer.Given<>(box);
        });
    }

    /** The unit says what came of it. */
    void hear(Message message) {
        JsonNode body = JsonMapper.shared().readTree(message.body());
        String[] path = message.path().split("/", -1);
        // Of staff, about what nobody knew before.
        boolean answer = message.key().endsWith(":answer");
        if (message.path().equals("/v1/lockers/releases")) {
            world.lockers.released(body.required("boxKey").asString());
        } else if (message.path().startsWith("/v1/lockers/")) {
            world.lockers.heard(path[3], body.required("fact").asString(), answer);
        } else if (message.path().startsWith("/v1/cards/")) {
            world.cards.heard(
                    path[3],
                    message.key().substring(0, message.key().lastIndexOf(':')),
                    body.required("fact").asString(),
                    body.path("wrong").valueStream().map(JsonNode::asString).toList(),
                    answer);
        }
    }
}
