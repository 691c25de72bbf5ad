package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.kiosk.screen.Text;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.Leaves;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.LineRow;
import org.zizhu.ui.part.Sheet;

/** A table, its totals above it. */
final class RecordsView extends ScreenView<Screen.Records> {
    RecordsView(Screen.Records screen, Setting setting) {
        super(Screen.Records.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.Records screen) {
        Sheet sheet = new Sheet(setting, MaterialDesignT.TABLE_LARGE, "teal", setting.say(screen.title()))
                .choices(screen.choices());
        if (!screen.summary().isEmpty()) {
            sheet.words(LineRow.totals(setting, screen.summary()));
        }
        if (screen.rows().isEmpty()) {
            StackPane none = new StackPane(Lettering.LEAD.centred(setting.say("records.none")));
            none.getStyleClass().addAll("card", "list");
            return sheet.read(none);
        }
        List<Double> shares = shares(screen);
        List<Region> rows = new ArrayList<>();
        for (List<Text> row : screen.rows()) {
            rows.add(row(row, shares, "table-row"));
        }
        Leaves leaves = new Leaves(
                setting,
                Leaves.Shape.ROWS,
                Optional.of(row(screen.columns(), shares, "table-head")),
                rows,
                screen.page(),
                screen.pages());
        leaves.getStyleClass().addAll("card", "list");
        return sheet.read(leaves);
    }

    private Region row(List<Text> cells, List<Double> shares, String style) {
        GridPane row = new GridPane();
        row.setHgap(20);
        row.getStyleClass().addAll("row", style);
        for (int i = 0; i < cells.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(shares.get(i));
            column.setHgrow(Priority.ALWAYS);
            row.getColumnConstraints().add(column);
            Label cell = Lettering.BODY.of(setting.say(cells.get(i)));
            cell.setAlignment(Pos.CENTER_LEFT);
            row.add(cell, i, 0);
        }
        return row;
    }

    /** Per cent of the width for each column, by its longest cell; nobody gets less than half an equal share. */
    private List<Double> shares(Screen.Records screen) {
        List<Double> widest = new ArrayList<>();
        for (int i = 0; i < screen.columns().size(); i++) {
            double width = width(setting.say(screen.columns().get(i)));
            for (List<Text> row : screen.rows()) {
                width = Math.max(width, width(setting.say(row.get(i))));
            }
            widest.add(width);
        }
        double all = widest.stream().mapToDouble(Double::doubleValue).sum();
        double least = all / screen.columns().size() / 2;
        List<Double> raised =
                widest.stream().map(width -> Math.max(width, least)).toList();
        double sum = raised.stream().mapToDouble(Double::doubleValue).sum();
        return raised.stream().map(width -> 100 * width / sum).toList();
    }

    private static double width(String words) {
        javafx.scene.text.Text measured = new javafx.scene.text.Text(words);
        measured.setFont(Font.font("Noto Sans CJK SC", 32));
        return measured.getLayoutBounds().getWidth();
    }
}
