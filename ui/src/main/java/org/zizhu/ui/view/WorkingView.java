package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;
import org.zizhu.ui.part.Spinner;

/** Something takes time: what, and which of its steps is under way. */
final class WorkingView extends ScreenView<Screen.Working> {
    WorkingView(Screen.Working screen, Setting setting) {
        super(Screen.Working.class, screen, setting);
    }

    private final List<Step> steps = new ArrayList<>();

    private record Step(HBox line, StackPane mark) {}

    @Override
    protected Region draw(Screen.Working screen) {
        VBox list = new VBox(setting.size(28, 26));
        for (var words : screen.steps()) {
            Label label = Lettering.LEAD.of(setting.say(words));
            StackPane mark = new StackPane();
            mark.setMinSize(56, 56);
            mark.setMaxSize(56, 56);
            HBox line = new HBox(24, mark, label);
            line.setAlignment(Pos.CENTER_LEFT);
            line.getStyleClass().add("step");
            steps.add(new Step(line, mark));
            list.getChildren().add(line);
        }
        list.setMaxWidth(Region.USE_PREF_SIZE);
        mark(screen.current());
        return new Poster(setting, new Spinner(200))
                .line(Lettering.DISPLAY.of(setting.say(screen.what())))
                .line(list)
                .build();
    }

    @Override
    protected boolean update(Screen.Working was, Screen.Working next) {
        if (!was.what().equals(next.what()) || !was.steps().equals(next.steps())) {
            return false;
        }
        mark(next.current());
        return true;
    }

    private void mark(int current) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String state = i < current ? "done" : i == current ? "current" : "ahead";
            step.line().getStyleClass().setAll("step", "step-" + state);
            step.mark().getChildren().setAll(picture(state));
        }
    }

    private static Node picture(String state) {
        return switch (state) {
            case "done" -> Icons.of(MaterialDesignC.CHECK_CIRCLE, 52);
            case "current" -> new Spinner(48);
            default -> {
                Circle dot = new Circle(10);
                dot.getStyleClass().add("step-dot");
                yield dot;
            }
        };
    }
}
