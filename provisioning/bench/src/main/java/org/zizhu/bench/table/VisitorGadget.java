package org.zizhu.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zizhu.bench.panel.Gadget;
import org.zizhu.drivers.camera.emulator.CameraEmulator;
import org.zizhu.drivers.camera.emulator.Scene;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.platform.people.Person;

/** Whoever stands before the camera, and what they do: the camera is fed with their pictures. */
final class VisitorGadget implements Gadget {

    private static final String LOOK = "look-";

    private final CameraEmulator camera;
    private final Portraits portraits;
    private final List<Person> people;

    // Guarded by this.
    private Person who;
    private Guise guise = Guise.THEMSELVES;
    private Portraits.Gaze gaze = Portraits.Gaze.STRAIGHT;
    private Optional<Scene> shown = Optional.empty();

    /** @param people each has the face of their place in the list */
    VisitorGadget(CameraEmulator camera, Portraits portraits, List<Person> people) {
        this.camera = camera;
        this.portraits = portraits;
        this.people = people;
        this.who = people.get(0);
    }

    @Override
    public String id() {
        return "visitor";
    }

    @Override
    public Group group() {
        return Group.CREDENTIALS;
    }

    @Override
    public synchronized Face face() {
        boolean there = there();
        List<Fact> facts = new ArrayList<>();
        if (there) {
            facts.add(new Fact(Text.of("市民", "citizen"), who.id()));
            facts.add(new Fact(Text.of("看向", "looks"), gazeWords().chinese()));
        }
        return new Face(
                Text.of("镜头前的人", "Before the camera"),
                there ? Mood.BUSY : Mood.WELL,
                there ? guise.words() : Text.of("没有人", "nobody"),
                facts,
                buttons(there));
    }

    private Text gazeWords() {
        return switch (gaze) {
            case STRAIGHT -> Text.of("正前方", "straight");
            case LEFT -> Text.of("自己的左边", "to their left");
            case RIGHT -> Text.of("自己的右边", "to their right");
        };
    }

    private List<Button> buttons(boolean there) {
        List<Button> buttons = new ArrayList<>(List.of(
                Button.serve(Guise.THEMSELVES.id(), "站到镜头前", "step before it", true)
                        .asking("市民编号，如 certificate", "a citizen's id, such as certificate"),
                Button.serve(LOOK + "left", "转向左", "turn left", there),
                Button.serve(LOOK + "straight", "看正前方", "look straight", there),
                Button.serve(LOOK + "right", "转向右", "turn right", there),
                Button.serve("leave", "走开", "walk away", there)));
        Arrays.stream(Guise.values())
                .filter(one -> one != Guise.THEMSELVES)
                .map(one -> new Button(one.id(), one.words(), Kind.FAULT, true, Optional.empty()))
                .forEach(buttons::add);
        return buttons;
    }

    /** Somebody else may have done something to the camera since. */
    private boolean there() {
        return shown.isPresent() && camera.scene() == shown.get();
    }

    @Override
    public synchronized Outcome press(String button, String argument) {
        if (button.equals("leave")) {
            camera.show(new Scene.EmptyBooth());
            shown = Optional.empty();
            return Outcome.done("走开了", "walked away");
        }
        if (button.startsWith(LOOK)) {
            return Arrays.stream(Portraits.Gaze.values())
                    .filter(one -> button.equals(LOOK + one.name().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .map(this::look)
                    .orElseGet(() -> Outcome.unknown(button));
        }
        return Arrays.stream(Guise.values())
                .filter(one -> one.id().equals(button))
                .findFirst()
                .map(one -> come(one, argument.strip()))
                .orElseGet(() -> Outcome.unknown(button));
    }

    private Outcome look(Portraits.Gaze to) {
        if (!there()) {
            return Outcome.refused("镜头前没有人", "nobody stands before the camera");
        }
        Portraits.Gaze from = gaze;
        gaze = to;
        show(from);
        return new Outcome.Done(gazeWords());
    }

    /** Without a name it is the one who came last. */
    private Outcome come(Guise as, String citizen) {
        Optional<Person> called = people.stream()
                .filter(person ->
                        person.id().equals(citizen) || person.card().number().equals(citizen))
                .findFirst();
        if (!citizen.isEmpty() && called.isEmpty()) {
            return Outcome.refused("没有这个市民：" + citizen, "there is no citizen " + citizen);
        }
        who = called.orElse(who);
        guise = as;
        gaze = Portraits.Gaze.STRAIGHT;
        show(gaze);
        return new Outcome.Done(as.words());
    }

    private void show(Portraits.Gaze from) {
        int number = people.indexOf(who);
        try {
            Scene scene =
                    from == gaze ? portraits.before(number, guise, gaze) : portraits.turning(number, guise, from, gaze);
            camera.show(scene);
            shown = Optional.of(scene);
        } catch (IOException e) {
            throw new UncheckedIOException("a photo can't be read", e);
        }
    }
}
