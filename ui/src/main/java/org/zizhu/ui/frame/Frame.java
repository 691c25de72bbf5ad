package org.zizhu.ui.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Front;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.look.Words;
import org.zizhu.ui.view.ScreenView;
import org.zizhu.ui.view.Views;

/**
 * The whole picture: header, screen, footer, and the question for more time above them. Draws a {@link View} and returns what is touched
 * with the number of the view that was seen. On the JavaFX thread only.
 */
public final class Frame extends StackPane {
    /** While keys are used, the ring that shows where they act is drawn; a finger needs none. */
    private static final PseudoClass KEYS = PseudoClass.getPseudoClass("keys");

    /** "I am still here" is worth saying this often: the kiosk warns tens of seconds ahead. */
    private static final Duration STILL_HERE_EVERY = Duration.ofSeconds(3);

    private final double width;
    private final double height;
    private final Front.Listener listener;
    private final InstantSource clock;
    private final Keyboard keyboard = new Keyboard(this);
    private final VBox column = new VBox();
    private final StackPane body = new StackPane();
    private final BusyLine busy;

    private @Nullable View shown;
    private @Nullable ScreenView<?> screen;
    private @Nullable IdleQuestion question;
    private Optional<String> beforeQuestion = Optional.empty();
    private Seen seen = new Seen();
    private final Seen around = new Seen();
    private Instant lastStillHere = Instant.MIN;
    private @Nullable Class<?> firstTouched;

    /** Which view's number goes back with a touch. A node that has been replaced keeps the number it was last seen under. */
    private static final class Seen {
        private long number;
    }

    /** @param width in design pixels, as {@code height}: the shorter one is 1080 */
    public Frame(double width, double height, Front.Listener listener, InstantSource clock) {
        this.width = width;
        this.height = height;
        this.listener = listener;
        this.clock = clock;
        busy = new BusyLine(width);
        getStylesheets()
                .add(java.util.Objects.requireNonNull(Setting.class.getResource("kiosk.css"))
                        .toExternalForm());
        getStyleClass().add("frame");
        body.getStyleClass().add("body");
        VBox.setVgrow(body, Priority.ALWAYS);
        body.setMinHeight(0);
        getChildren().add(column);
        addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        sceneProperty().addListener((property, was, is) -> {
            if (is != null) {
                is.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
                    pseudoClassStateChanged(KEYS, true);
                    keyboard.pressed(event);
                });
            }
        });
    }

    /** Shows a view. */
    public void draw(View view) {
        View was = shown;
        shown = view;
        around.number = view.number();
        busy.end();
        boolean restyled = was == null || !was.presentation().equals(view.presentation());
        if (restyled) {
            getStyleClass().setAll("frame", view.presentation().largeType() ? "large" : "usual");
            getStyleClass().add(view.presentation().highContrast() ? "contrast" : "bright");
            getStyleClass().add(width > height ? "landscape" : "portrait");
            getStyleClass().add(view.presentation().lowReach() ? "low" : "high");
        }
        Optional<String> focusedId = focusedId();
        if (was == null
                || restyled
                || !was.unit().equals(view.unit())
                || !was.citizen().equals(view.citizen())) {
            Setting setting = setting(view, around);
            column.getChildren().setAll(new Header(setting, view, clock), busy, body, new Footer(setting, view));
        }
        boolean redrawn = restyled || screen == null || !screen.follow(view.screen());
        if (redrawn) {
            seen = new Seen();
            screen = Views.of(view.screen(), setting(view, seen));
            body.getChildren().setAll(screen.node());
        }
        seen.number = view.number();
        ask(view, restyled);
        if (redrawn || focusLost()) {
            boolean same =
                    was != null && was.screen().getClass() == view.screen().getClass();
            focus(same ? focusedId : Optional.empty());
        }
    }

    /** What the keys act upon first: the question for more time, or the screen. */
    Parent foreground() {
        return question == null ? body : question;
    }

    /** Where Tab and arrows may go. */
    Parent reach() {
        return question == null ? this : question;
    }

    private Setting setting(View view, Seen number) {
        return new Setting(
                view.presentation(),
                width,
                height,
                Words.in(view.presentation().language()),
                action -> act(number.number, action),
                () -> stillHere(number.number));
    }

    private void act(long number, Action action) {
        busy.begin();
        listener.acted(number, action);
    }

    private void stillHere(long number) {
        Instant now = clock.instant();
        if (lastStillHere.plus(STILL_HERE_EVERY).isBefore(now)) {
            lastStillHere = now;
            listener.acted(number, new Action.MoreTime());
        }
    }

    private void ask(View view, boolean restyled) {
        if (view.idleSecondsLeft().isEmpty()) {
            if (question != null) {
                getChildren().remove(question);
                question = null;
                focus(beforeQuestion);
            }
            return;
        }
        int left = view.idleSecondsLeft().getAsInt();
        if (question != null && !restyled) {
            question.count(left);
            return;
        }
        if (question == null) {
            beforeQuestion = focusedId();
        }
        getChildren().remove(question);
        question = new IdleQuestion(setting(view, around), left);
        getChildren().add(question);
        question.more().requestFocus();
    }

    private Optional<String> focusedId() {
        Scene scene = getScene();
        return Optional.ofNullable(scene == null ? null : scene.getFocusOwner()).map(Node::getId);
    }

    private boolean focusLost() {
        Scene scene = getScene();
        return scene != null && scene.getFocusOwner() == null;
    }

    private void focus(Optional<String> id) {
        if (question != null) {
            question.more().requestFocus();
            return;
        }
        id.map(same -> lookup("#" + same))
                .or(() -> screen == null ? Optional.empty() : screen.beginning())
                .or(() -> Optional.ofNullable(body.lookup(".strong")))
                .or(() -> Keyboard.touchables(this).stream().findFirst().map(Node.class::cast))
                .ifPresent(Node::requestFocus);
    }

    private void pressed(MouseEvent event) {
        pseudoClassStateChanged(KEYS, false);
        if (shown == null) {
            return;
        }
        Class<? extends Screen> now = shown.screen().getClass();
        if (event.getClickCount() <= 1) {
            firstTouched = now;
        } else if (firstTouched != now) {
            // The second half of a double touch that was meant for the screen before.
            event.consume();
        }
    }
}
