package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.LineRow;
import org.zizhu.ui.part.Sheet;
import org.zizhu.ui.part.Touchable;

/** What is to be paid, to whom, and by what: means alike in size, for none is better. */
final class ChooseMeansView extends ScreenView<Screen.ChooseMeans> {

    private static final double MEANS_AT_MOST = 360;

    ChooseMeansView(Screen.ChooseMeans screen, Setting setting) {
        super(Screen.ChooseMeans.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.ChooseMeans screen) {
        Label amount = Lettering.DISPLAY.of(setting.say(screen.amount()));
        amount.getStyleClass().add("amount");
        Label inWords = Lettering.BODY.of(setting.say(screen.inWords()));
        Sheet sheet = new Sheet(setting, MaterialDesignW.WALLET_OUTLINE, "blue", setting.say(screen.heading()))
                .choices(screen.choices());
        GridPane means = new GridPane();
        means.setHgap(Setting.GAP);
        for (Screen.MeansTile one : screen.means()) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / screen.means().size());
            means.getColumnConstraints().add(column);
            means.addRow(0, tile(one));
        }
        means.setMinHeight(Region.USE_PREF_SIZE);
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        means.getRowConstraints().add(row);
        if (setting.lowReach()) {
            // What could be turned must not stand in the upper half, so it is told in one line there.
            VBox told =
                    new VBox(6, amount, inWords, Lettering.BODY.soft(what(screen)), Lettering.BODY.soft(payee(screen)));
            told.getChildren().forEach(Sheet::centre);
            told.setAlignment(Pos.CENTER);
            return sheet.words(told).touched(means);
        }
        sheet.words(amount).words(inWords);
        Region bill = bill(screen);
        // A short bill leaves its room to the means.
        bill.setMaxHeight(Region.USE_PREF_SIZE);
        means.setMaxHeight(MEANS_AT_MOST);
        VBox.setVgrow(bill, Priority.ALWAYS);
        VBox.setVgrow(means, Priority.SOMETIMES);
        return sheet.read(new VBox(Setting.GAP, bill, means));
    }

    private String what(Screen.ChooseMeans screen) {
        String first = setting.say(screen.lines().get(0).label());
        return screen.lines().size() == 1
                ? first
                : setting.say("pay.and-more", first, screen.lines().size());
    }

    private String payee(Screen.ChooseMeans screen) {
        return setting.say("pay.payee", setting.say(screen.payee()));
    }

    /** To whom, and each line; in large type on a portrait panel several lines in one, for there would be room for none. */
    private Region bill(Screen.ChooseMeans screen) {
        HBox head = new HBox((setting.large() ? Lettering.CAPTION : Lettering.BODY).soft(payee(screen)));
        head.getStyleClass().add("bill-head");
        List<Region> rows = new ArrayList<>();
        if (setting.large() && !setting.landscape() && screen.lines().size() > 1) {
            rows.add(LineRow.amount(setting, new Screen.Line(Text.same(what(screen)), screen.amount())));
        } else {
            screen.lines().forEach(line -> rows.add(LineRow.amount(setting, line)));
        }
        Leaves bill = new Leaves(setting, new Leaves.Shape(1, 0, 104), Optional.of(head), rows);
        bill.getStyleClass().addAll("card", "list");
        return bill;
    }

    private Touchable tile(Screen.MeansTile means) {
        Label name = (setting.large() ? Lettering.BODY : Lettering.LEAD).centred(setting.say(means.name()));
        name.getStyleClass().add("strong-type");
        VBox content = new VBox(
                12,
                Sheet.badge(setting, Icons.means(means.icon()), Icons.meansColour(means.icon()), setting.size(96, 84)),
                name);
        if (!setting.large()) {
            Label caption = Lettering.CAPTION.centred(setting.say(means.caption()));
            caption.getStyleClass().add("soft");
            content.getChildren().add(caption);
        }
        content.setAlignment(Pos.CENTER);
        Action choose = new Action.ChooseMeans(means.means());
        Touchable tile = new Touchable(Ids.of(choose), () -> setting.act().accept(choose), content)
                .style("card", "tile", "means");
        tile.setAccessibleText(name.getText());
        return tile;
    }
}
