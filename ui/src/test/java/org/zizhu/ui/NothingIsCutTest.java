package org.zizhu.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zizhu.kiosk.screen.Presentation;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.View;
import org.zizhu.ui.part.Touchable;

/** Every screen in every variant: no words are cut, nothing sticks out or overlaps, everything touched is large enough and once there. */
class NothingIsCutTest {
    /** 15 mm on a 21.5" panel of 1080 pixels across. */
    private static final double LEAST_TOUCH = 70;

    /** Rounding of a pixel, and the depth at a card's edge. */
    private static final double TOLERANCE = 1.5;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyScreenInEveryVariant_showsAllItsWordsAndTargets(boolean landscape) {
        Map<String, Screen> all = new LinkedHashMap<>(Sample.usual());
        all.putAll(Sample.worst());
        Panel panel = new Panel(landscape);
        Set<String> faults = new TreeSet<>();
        long number = 0;
        for (Presentation presentation : Gallery.presentations(landscape)) {
            for (Map.Entry<String, Screen> entry : all.entrySet()) {
                View view = Sample.view(++number, entry.getValue(), presentation);
                panel.show(view);
                String where = entry.getKey() + "." + Gallery.name(landscape, presentation);
                faults.addAll(Panel.on(() -> faults(panel, where, presentation)));
            }
            View idle = Sample.view(++number, Sample.usual().get("home"), presentation);
            panel.show(new View(number, idle.screen(), presentation, idle.unit(), idle.citizen(), OptionalInt.of(120)));
            faults.addAll(Panel.on(() -> faults(panel, "idle." + Gallery.name(landscape, presentation), presentation)));
        }
        panel.close();
        assertEquals("", String.join("\n", faults));
    }

    private static List<String> faults(Panel panel, String where, Presentation presentation) {
        List<String> faults = new ArrayList<>();
        Bounds window = panel.frame.localToScene(panel.frame.getLayoutBounds());
        List<Touchable> touchables = new ArrayList<>();
        walk(panel.frame, node -> {
            if (node instanceof Touchable touchable) {
                touchables.add(touchable);
            }
            if (node instanceof Label label) {
                label(label, presentation, window, where, faults);
            }
        });
        Set<String> ids = new HashSet<>();
        boolean low = presentation.lowReach() && panel.frame.getWidth() < panel.frame.getHeight();
        for (Touchable touchable : touchables) {
            Bounds bounds = touchable.localToScene(touchable.getLayoutBounds());
            String name = where + " #" + touchable.getId();
            if (!ids.add(touchable.getId())) {
                faults.add(name + " is there twice");
            }
            if (bounds.getWidth() < LEAST_TOUCH || bounds.getHeight() < LEAST_TOUCH) {
                faults.add(name + " is too small: " + size(bounds));
            }
            if (!window.contains(bounds)) {
                faults.add(name + " is outside the window");
            }
            if (low && bounds.getMinY() < window.getHeight() / 2 - TOLERANCE) {
                faults.add(name + " is too high for low reach: " + bounds.getMinY());
            }
        }
        for (int i = 0; i < touchables.size(); i++) {
            for (int j = i + 1; j < touchables.size(); j++) {
                Bounds one = touchables.get(i).localToScene(touchables.get(i).getLayoutBounds());
                Bounds other = touchables.get(j).localToScene(touchables.get(j).getLayoutBounds());
                boolean question = panel.frame.lookup(".scrim") != null;
                if (!question && overlap(one, other)) {
                    faults.add(where + " #" + touchables.get(i).getId() + " overlaps #"
                            + touchables.get(j).getId());
                }
            }
        }
        return faults;
    }

    private static void label(
            Label label, Presentation presentation, Bounds window, String where, List<String> faults) {
        String name = where + " “" + label.getText() + "”";
        for (Node node : label.lookupAll(".text")) {
            if (node instanceof Text text && !text.getText().equals(label.getText())) {
                faults.add(name + " is cut to “" + text.getText() + "”");
            }
        }
        double least = presentation.largeType() ? 36 : 28;
        if (label.getFont().getSize() < least) {
            faults.add(name + " is too small: " + label.getFont().getSize());
        }
        if (!label.getFont().getFamily().startsWith("Noto Sans CJK")) {
            faults.add(name + " is in another font: " + label.getFont().getFamily());
        }
        if (label.getWidth() > 0 && label.getHeight() < label.prefHeight(label.getWidth()) - TOLERANCE) {
            faults.add(name + " is lower than its lines: " + label.getHeight());
        }
        Bounds bounds = label.localToScene(label.getLayoutBounds());
        if (!window.contains(bounds)) {
            faults.add(name + " is outside the window");
        }
        for (Parent parent = label.getParent(); parent != null; parent = parent.getParent()) {
            Bounds around = parent.localToScene(parent.getLayoutBounds());
            if (bounds.getMinX() < around.getMinX() - TOLERANCE
                    || bounds.getMaxX() > around.getMaxX() + TOLERANCE
                    || bounds.getMinY() < around.getMinY() - TOLERANCE
                    || bounds.getMaxY() > around.getMaxY() + TOLERANCE) {
                faults.add(name + " sticks out of " + parent.getStyleClass() + " " + size(around));
                break;
            }
        }
    }

    private static void walk(Node node, java.util.function.Consumer<Node> visit) {
        if (!node.isVisible()) {
            return;
        }
        visit.accept(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, visit));
        }
    }

    private static boolean overlap(Bounds one, Bounds other) {
        return one.getMinX() < other.getMaxX() - 1
                && other.getMinX() < one.getMaxX() - 1
                && one.getMinY() < other.getMaxY() - 1
                && other.getMinY() < one.getMaxY() - 1;
    }

    private static String size(Bounds bounds) {
        return Math.round(bounds.getWidth()) + "×" + Math.round(bounds.getHeight());
    }
}
