package org.zizhu.ui.view;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;

/**
 * Draws one type of screen. Where only a number goes on (a countdown, pages printed), {@link #update} changes what is there, so that
 * a finger that is down and the keyboard's place are not lost; otherwise it is drawn anew.
 */
public abstract class ScreenView<S extends Screen> {
    protected final Setting setting;
    private final Class<S> type;
    private S shown;
    private @Nullable Region node;

    protected ScreenView(Class<S> type, S screen, Setting setting) {
        this.type = type;
        this.setting = setting;
        this.shown = screen;
    }

    protected abstract Region draw(S screen);

    /** Goes from one screen to the next in place, and says whether it could. */
    protected boolean update(S was, S next) {
        return false;
    }

    /** Shows the next screen in place, if it can. */
    public final boolean follow(Screen next) {
        if (!type.isInstance(next)) {
            return false;
        }
        S mine = type.cast(next);
        if (!mine.equals(shown) && !update(shown, mine)) {
            return false;
        }
        shown = mine;
        return true;
    }

    public final Region node() {
        if (node == null) {
            node = draw(shown);
            // By which a script in front of the window knows what is shown.
            node.setId("screen-" + shown.id());
        }
        return node;
    }

    /** Where the keyboard begins, if it is not the strong button. */
    public Optional<Node> beginning() {
        return Optional.empty();
    }
}
