package org.zizhu.ui.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Touchable;

/**
 * Everything by keys: Tab and arrows go about, Enter and the space bar touch, digits touch the n-th thing of the screen or, where there is
 * a pad, its key; Esc goes back, Page Up and Page Down turn leaves, F1 is help.
 */
final class Keyboard {
    private final Frame frame;

    Keyboard(Frame frame) {
        this.frame = frame;
    }

    void pressed(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code.isDigitKey() || (code.isKeypadKey() && code.getName().matches("Numpad [0-9]"))) {
            digit(code.getName().charAt(code.getName().length() - 1) - '0');
            event.consume();
            return;
        }
        boolean known = true;
        switch (code) {
            case TAB -> step(event.isShiftDown() ? -1 : 1);
            case LEFT -> go(-1, 0);
            case RIGHT -> go(1, 0);
            case UP -> go(0, -1);
            case DOWN -> go(0, 1);
            case ENTER, SPACE -> {
                if (focused() instanceof Touchable touchable) {
                    touchable.fire();
                }
            }
            case BACK_SPACE -> fire(frame.foreground(), Ids.of(new Action.EraseDigit()));
            case ESCAPE -> fire(frame.foreground(), Ids.of(new Action.Back()));
            case PAGE_DOWN -> fire(frame.foreground(), Ids.NEXT_PAGE);
            case PAGE_UP -> fire(frame.foreground(), Ids.PREVIOUS_PAGE);
            case F1 -> fire(frame, Ids.HELP);
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    /** Where digits are typed it is one of them; elsewhere it touches the n-th thing. */
    private void digit(int digit) {
        List<Touchable> all = touchables(frame.foreground());
        Optional<Touchable> key = all.stream()
                .filter(touchable -> Ids.digit(digit).equals(touchable.getId()))
                .findFirst();
        if (key.isPresent()) {
            key.get().fire();
        } else if (digit >= 1 && digit <= all.size()) {
            all.get(digit - 1).fire();
        }
    }

    /** All that can be touched now, in reading order. */
    static List<Touchable> touchables(Parent within) {
        List<Touchable> found = new ArrayList<>();
        for (Node child : within.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.isDisabled()) {
                continue;
            }
            if (child instanceof Touchable touchable) {
                found.add(touchable);
            } else if (child instanceof Parent parent) {
                found.addAll(touchables(parent));
            }
        }
        return found;
    }

    private static void fire(Parent within, String id) {
        touchables(within).stream()
                .filter(touchable -> id.equals(touchable.getId()))
                .findFirst()
                .ifPresent(Touchable::fire);
    }

    private @Nullable Node focused() {
        Scene scene = frame.getScene();
        return scene == null ? null : scene.getFocusOwner();
    }

    private void step(int by) {
        List<Touchable> all = touchables(frame.reach());
        if (all.isEmpty()) {
            return;
        }
        int at = focused() instanceof Touchable touchable ? all.indexOf(touchable) : -1;
        if (at < 0) {
            entry(all).requestFocus();
        } else {
            all.get(Math.floorMod(at + by, all.size())).requestFocus();
        }
    }

    private void go(int right, int down) {
        List<Touchable> all = touchables(frame.reach());
        if (all.isEmpty()) {
            return;
        }
        if (!(focused() instanceof Touchable from) || !all.contains(from)) {
            entry(all).requestFocus();
            return;
        }
        Bounds here = from.localToScene(from.getLayoutBounds());
        nearest(all, from, here, right, down).ifPresent(Node::requestFocus);
    }

    /** From a group that is focused as a whole, its first; otherwise the first of the screen. */
    private Touchable entry(List<Touchable> all) {
        if (focused() instanceof Parent group) {
            List<Touchable> inside = touchables(group);
            if (!inside.isEmpty()) {
                return inside.get(0);
            }
        }
        return touchables(frame.foreground()).stream().findFirst().orElse(all.get(0));
    }

    private static Optional<Touchable> nearest(List<Touchable> all, Touchable from, Bounds here, int right, int down) {
        return all.stream()
                .filter(other -> other != from)
                .filter(other -> ahead(here, other.localToScene(other.getLayoutBounds()), right, down) > 0)
                .min(Comparator.comparingDouble(
                        other -> distance(here, other.localToScene(other.getLayoutBounds()), right, down)));
    }

    private static double ahead(Bounds here, Bounds there, int right, int down) {
        Point2D way = new Point2D(there.getCenterX() - here.getCenterX(), there.getCenterY() - here.getCenterY());
        // Whatever overlaps in the direction of travel lies beside, not ahead.
        double gap = right != 0
                ? Math.max(there.getMinX() - here.getMaxX(), here.getMinX() - there.getMaxX())
                : Math.max(there.getMinY() - here.getMaxY(), here.getMinY() - there.getMaxY());
        return gap < -1 ? -1 : way.getX() * right + way.getY() * down;
    }

    private static double distance(Bounds here, Bounds there, int right, int down) {
        double along = ahead(here, there, right, down);
        double aside = right != 0
                ? Math.max(0, Math.max(there.getMinY() - here.getMaxY(), here.getMinY() - there.getMaxY()))
                : Math.max(0, Math.max(there.getMinX() - here.getMaxX(), here.getMinX() - there.getMaxX()));
        double skew = right != 0
                ? Math.abs(there.getCenterY() - here.getCenterY())
                : Math.abs(there.getCenterX() - here.getCenterX());
        return along + 3 * aside + 0.2 * skew;
    }
}
