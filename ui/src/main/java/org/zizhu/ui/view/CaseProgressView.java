package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.LineRow;
import org.zizhu.ui.part.Sheet;

/** How one case has gone so far: its milestones on a line, then what else is known. */
final class CaseProgressView extends ScreenView<Screen.CaseProgress> {
    CaseProgressView(Screen.CaseProgress screen, Setting setting) {
        super(Screen.CaseProgress.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.CaseProgress screen) {
        List<Region> rows = new ArrayList<>();
        for (Screen.Milestone milestone : screen.milestones()) {
            rows.add(milestone(
                    milestone,
                    rows.isEmpty(),
                    rows.size() + 1 == screen.milestones().size()));
        }
        for (Screen.Line line : screen.lines()) {
            rows.add(LineRow.of(setting, line));
        }
        Leaves leaves = new Leaves(setting, Leaves.Shape.ROWS, rows);
        leaves.getStyleClass().addAll("card", "list");
        return new Sheet(setting, MaterialDesignF.FILE_SEARCH_OUTLINE, "indigo", setting.say(screen.name()))
                .words(Lettering.CAPTION.soft(setting.say("case.number", screen.number())))
                .choices(screen.choices())
                .read(leaves);
    }

    private Region milestone(Screen.Milestone milestone, boolean first, boolean last) {
        Label name = Lettering.LEAD.of(setting.say(milestone.name()));
        name.getStyleClass().add("strong-type");
        String state = setting.say(
                switch (milestone.state()) {
                    case DONE -> "milestone.done";
                    case CURRENT -> "milestone.current";
                    case AHEAD -> "milestone.ahead";
                });
        Label when = Lettering.BODY.soft(milestone.when().isBlank() ? state : state + " · " + milestone.when());
        VBox text = new VBox(4, name, when);
        text.getStyleClass().add("milestone-text");
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(28, track(milestone.state(), first, last), text);
        row.getStyleClass()
                .addAll("milestone", "milestone-" + milestone.state().name().toLowerCase(java.util.Locale.ROOT));
        return row;
    }

    private static Region track(Screen.MilestoneState state, boolean first, boolean last) {
        Region above = new Region();
        Region below = new Region();
        above.getStyleClass().add(first ? "track-end" : "track");
        below.getStyleClass().add(last ? "track-end" : "track");
        VBox.setVgrow(above, Priority.ALWAYS);
        VBox.setVgrow(below, Priority.ALWAYS);
        VBox line = new VBox(above, below);
        line.setAlignment(Pos.CENTER);
        StackPane track = new StackPane(line, mark(state));
        track.setMinWidth(64);
        track.setMaxWidth(64);
        return track;
    }

    private static Node mark(Screen.MilestoneState state) {
        Circle ground = new Circle(26);
        ground.getStyleClass().add("mark-ground");
        StackPane mark = new StackPane(ground);
        switch (state) {
            case DONE -> mark.getChildren().add(Icons.of(MaterialDesignC.CHECK_BOLD, 32));
            case CURRENT, AHEAD -> {
                Circle dot = new Circle(10);
                dot.getStyleClass().add("mark-dot");
                mark.getChildren().add(dot);
            }
        }
        return mark;
    }
}
