package org.zizhu.ui.view;

import java.util.ArrayList;
import java.util.Collections;
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
import javafx.scene.text.FontWeight;
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
    private static final double COLUMN_GAP = 20;

    /** As in the style sheet. */
    private static final double LIST_PADDING = 40;

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
        Leaves leaves =
                new Leaves(setting, Leaves.Shape.ROWS, Optional.of(row(screen.columns(), shares, "table-head")), rows);
        leaves.getStyleClass().addAll("card", "list");
        return sheet.read(leaves);
    }

    private Region row(List<Text> cells, List<Double> shares, String style) {
        GridPane row = new GridPane();
        row.setHgap(COLUMN_GAP);
        row.getStyleClass().addAll("row", style);
        for (int i = 0; i < cells.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(shares.get(i));
            column.setHgrow(Priority.ALWAYS);
            row.getColumnConstraints().add(column);
            Label cell = (setting.large() ? Lettering.CAPTION : Lettering.BODY).of(setting.say(cells.get(i)));
            cell.setAlignment(Pos.CENTER_LEFT);
            row.add(cell, i, 0);
        }
        return row;
    }

    /**
     * Per cent of the width for each column. Where not all have room, the widest give way first: names can wrap, months and
     * amounts can't.
     */
    private List<Double> shares(Screen.Records screen) {
        List<Double> widths = new ArrayList<>();
        for (int i = 0; i < screen.columns().size(); i++) {
            double width = width(setting.say(screen.columns().get(i)));
            for (List<Text> row : screen.rows()) {
                width = Math.max(width, width(setting.say(row.get(i))));
            }
            widths.add(width);
        }
        double list = setting.landscape() ? setting.width() - setting.size(540, 620) - Setting.GAP : setting.width();
        double room = list - 2 * Setting.EDGE - 2 * LIST_PADDING - COLUMN_GAP * (widths.size() - 1);
        double most = Collections.max(widths);
        while (most > 1 && sum(widths, most) > room) {
            most--;
        }
        double widest = most;
        double sum = sum(widths, widest);
        return widths.stream().map(width -> 100 * Math.min(width, widest) / sum).toList();
    }

    private static double sum(List<Double> widths, double most) {
        return widths.stream().mapToDouble(width -> Math.min(width, most)).sum();
    }

    private double width(String words) {
        javafx.scene.text.Text measured = new javafx.scene.text.Text(words);
        measured.setFont(Font.font("Noto Sans CJK SC", FontWeight.BOLD, setting.size(32, 36)));
        return Math.ceil(measured.getLayoutBounds().getWidth()) + 2;
    }
}
