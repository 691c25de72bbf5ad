package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.LineRow;
import org.zizhu.ui.part.QrCode;
import org.zizhu.ui.part.Sheet;

/** The money has come: how much, what for, and the electronic receipt to take along. */
final class PaidView extends ScreenView<Screen.Paid> {
    /** A receipt is scanned from near: 6 cm are plenty. */
    private static final double PLATE = 408;

    private static final double PLATE_SMALL = 330;

    PaidView(Screen.Paid screen, Setting setting) {
        super(Screen.Paid.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Paid screen) {
        Label amount = Lettering.DISPLAY.of(setting.say(screen.amount()));
        amount.getStyleClass().addAll("amount", "good-type");
        List<Region> rows = new ArrayList<>();
        screen.lines().forEach(line -> rows.add(LineRow.amount(setting, line)));
        Leaves lines = new Leaves(setting, new Leaves.Shape(1, 0, 128), rows);
        lines.getStyleClass().addAll("card", "list");
        return new Sheet(setting, MaterialDesignC.CHECK_BOLD, "green", setting.say(screen.heading()))
                .words(amount)
                .choices(screen.choices())
                .read(screen.receipt().map(says -> with(receipt(says), lines)).orElse(lines));
    }

    private Region with(Region receipt, Region lines) {
        // A short list leaves its room to the code.
        lines.setMaxHeight(setting.landscape() ? Double.MAX_VALUE : Region.USE_PREF_SIZE);
        VBox.setVgrow(receipt, Priority.SOMETIMES);
        // The list, which may have to be turned, stands low where that is asked for.
        Pane both = setting.landscape()
                ? new HBox(Setting.GAP, lines, receipt)
                : setting.lowReach() ? new VBox(Setting.GAP, receipt, lines) : new VBox(Setting.GAP, lines, receipt);
        HBox.setHgrow(lines, Priority.ALWAYS);
        VBox.setVgrow(lines, Priority.ALWAYS);
        return both;
    }

    /** The code with its caption: below it in landscape, beside it in portrait. */
    private Region receipt(String says) {
        Label title = Lettering.LEAD.of(setting.say("paid.receipt"));
        title.getStyleClass().add("strong-type");
        VBox caption = new VBox(12, title, Lettering.BODY.soft(setting.say("paid.receipt.hint")));
        double plate = setting.landscape() || setting.large() ? PLATE_SMALL : PLATE;
        QrCode code = new QrCode(says, plate);
        code.setAccessibleText(title.getText());
        Pane receipt = setting.landscape() ? new VBox(28, code, caption) : new HBox(40, code, caption);
        if (receipt instanceof HBox row) {
            row.setAlignment(Pos.CENTER);
            caption.setAlignment(Pos.CENTER_LEFT);
            row.setMinHeight(Region.USE_PREF_SIZE);
        } else if (receipt instanceof VBox column) {
            column.setAlignment(Pos.CENTER);
            caption.setAlignment(Pos.CENTER);
            caption.getChildren().forEach(Sheet::centre);
            column.setMinWidth(plate + 90);
            column.setMaxWidth(plate + 90);
        }
        receipt.getStyleClass().addAll("card", "receipt");
        return receipt;
    }
}
