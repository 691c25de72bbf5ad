package org.zizhu.ui.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Touchable;

/** Rate this matter: five faces alike in size and colour, none marked beforehand, and the keyboard begins before all of them (GB/T 39735: not steered). */
final class ReviewView extends ScreenView<Screen.Review> {
    private static final List<Ikon> FACES = List.of(
            MaterialDesignE.EMOTICON_EXCITED_OUTLINE,
            MaterialDesignE.EMOTICON_HAPPY_OUTLINE,
            MaterialDesignE.EMOTICON_NEUTRAL_OUTLINE,
            MaterialDesignE.EMOTICON_SAD_OUTLINE,
            MaterialDesignE.EMOTICON_FROWN_OUTLINE);

    private final GridPane faces;

    private final Map<String, Touchable> reasons = new LinkedHashMap<>();

    ReviewView(Screen.Review screen, Setting setting) {
        super(Screen.Review.class, screen, setting);
        faces = columns(5, setting.size(16, 12));
    }

    @Override
    protected Region draw(Screen.Review screen) {
        faces.setFocusTraversable(true);
        faces.getStyleClass().add("faces");
        for (int level = 5; level >= 1; level--) {
            faces.add(face(level, screen.level().isPresent() && screen.level().getAsInt() == level), 5 - level, 0);
        }
        VBox content = new VBox(setting.size(24, 16), faces);
        content.getStyleClass().addAll(setting.lowReach() ? "review-low" : "card", "review");
        content.setAlignment(screen.reasons().isEmpty() ? Pos.CENTER : Pos.TOP_CENTER);
        if (!screen.reasons().isEmpty()) {
            if (!setting.lowReach()) {
                content.getChildren().add(Lettering.BODY.of(setting.say("review.reasons")));
            }
            Leaves grid = reasons(screen);
            VBox.setVgrow(grid, Priority.ALWAYS);
            content.getChildren().add(grid);
        }
        return new Sheet(setting, MaterialDesignS.STAR_OUTLINE, "blue", setting.say("review.title"))
                .words(Lettering.BODY.of(setting.say(screen.item())))
                .words(Lettering.BODY.soft(setting.say("review.hint")))
                .choices(screen.choices())
                .touched(content);
    }

    @Override
    protected boolean update(Screen.Review was, Screen.Review next) {
        Screen.Review onlyMarks =
                new Screen.Review(was.item(), was.level(), was.reasons(), next.marked(), was.choices());
        if (!onlyMarks.equals(next)) {
            return false;
        }
        reasons.forEach((reason, touchable) -> touchable.on(next.marked().contains(reason)));
        return true;
    }

    @Override
    public Optional<Node> beginning() {
        return Optional.of(faces);
    }

    private Touchable face(int level, boolean chosen) {
        VBox content = new VBox(
                setting.lowReach() ? 6 : 14,
                Icons.of(FACES.get(5 - level), setting.lowReach() ? 60 : 92),
                Lettering.CAPTION.centred(setting.say("rate." + level)));
        content.setAlignment(Pos.TOP_CENTER);
        Action rate = new Action.Rate(level);
        Touchable face = new Touchable(Ids.of(rate), () -> setting.act().accept(rate), content).style("face");
        face.setMaxHeight(Double.MAX_VALUE);
        return face.on(chosen);
    }

    private Leaves reasons(Screen.Review screen) {
        for (Screen.Reason reason : screen.reasons()) {
            Action toggle = new Action.ToggleReason(reason.id());
            HBox content = new HBox(
                    16,
                    Icons.of(MaterialDesignC.CHECK_CIRCLE_OUTLINE, setting.size(40, 46)),
                    (setting.lowReach() ? Lettering.CAPTION : Lettering.BODY).of(setting.say(reason.words())));
            content.setAlignment(Pos.CENTER_LEFT);
            Touchable touchable = new Touchable(
                            Ids.of(toggle), () -> setting.act().accept(toggle), content)
                    .style("reason")
                    .on(screen.marked().contains(reason.id()));
            reasons.put(reason.id(), touchable);
        }
        boolean longer = screen.reasons().stream()
                .anyMatch(reason ->
                        setting.say(reason.words()).length() > setting.words().words(12, 28));
        int columns = longer && setting.large() ? 1 : setting.landscape() && !setting.large() ? 3 : 2;
        return new Leaves(setting, new Leaves.Shape(columns, 14, 120), List.copyOf(reasons.values()));
    }

    private static GridPane columns(int number, double gap) {
        GridPane grid = new GridPane();
        grid.setHgap(gap);
        grid.setVgap(gap);
        for (int i = 0; i < number; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / number);
            grid.getColumnConstraints().add(column);
        }
        return grid;
    }
}
