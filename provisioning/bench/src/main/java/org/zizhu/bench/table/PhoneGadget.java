package org.zizhu.bench.table;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.SandboxCity;
import org.zizhu.platform.phone.PhoneMessages;

/** The phones of the sandbox city's people: the text messages that have come, the newest first. */
final class PhoneGadget implements Gadget {

    /** Older ones serve nobody any more. */
    private static final int SHOWN = 3;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final SandboxCity city;

    PhoneGadget(SandboxCity city) {
        this.city = city;
    }

    @Override
    public String id() {
        return "phones";
    }

    @Override
    public Group group() {
        return Group.CREDENTIALS;
    }

    @Override
    public Face face() {
        List<PhoneMessages.Message> messages = city.messages().all();
        return new Face(
                Text.of("市民手机短信", "Citizens' text messages"),
                Mood.WELL,
                messages.isEmpty()
                        ? Text.of("还没有短信", "none so far")
                        : Text.of("收到 " + messages.size() + " 条", messages.size() + " received"),
                messages.stream().limit(SHOWN).map(PhoneGadget::fact).toList(),
                List.of());
    }

    private static Fact fact(PhoneMessages.Message message) {
        String time = TIME.format(message.at().atZone(ZoneId.systemDefault()));
        return new Fact(
                Text.same(time + " " + message.person()), message.words().zh());
    }

    @Override
    public Outcome press(String button, String argument) {
        return Outcome.unknown(button);
    }
}
