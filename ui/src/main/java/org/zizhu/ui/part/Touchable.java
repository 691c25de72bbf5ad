package org.zizhu.ui.part;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

/**
 * Anything that can be touched. It sinks while a finger is on it and acts when the finger leaves it from inside; the keyboard calls
 * {@link #fire}. Not a {@link javafx.scene.control.Button}: that gives what it holds its preferred size, so that words inside can't wrap.
 */
public final class Touchable extends StackPane {
    private static final PseudoClass SUNK = PseudoClass.getPseudoClass("sunk");
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

    private final Runnable deed;
    private boolean sunk;

    public Touchable(String id, Runnable deed, Node... content) {
        super(content);
        this.deed = deed;
        setId(id);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        getStyleClass().add("touchable");
        setMinHeight(USE_PREF_SIZE);
        setOnMousePressed(e -> sink(e.getButton() == MouseButton.PRIMARY));
        setOnMouseDragged(e -> sink(sunk && contains(e.getX(), e.getY())));
        setOnMouseReleased(e -> {
            if (sunk) {
                sink(false);
                fire();
            }
        });
        // What is around it must not take the same touch for its own.
        setOnMouseClicked(MouseEvent::consume);
    }

    /** Does what it is for. */
    public void fire() {
        deed.run();
    }

    /** Shows that it is switched on, or chosen. */
    public Touchable on(boolean on) {
        pseudoClassStateChanged(ON, on);
        return this;
    }

    public Touchable style(String... classes) {
        getStyleClass().addAll(classes);
        return this;
    }

    private void sink(boolean down) {
        sunk = down;
        pseudoClassStateChanged(SUNK, down);
    }
}
