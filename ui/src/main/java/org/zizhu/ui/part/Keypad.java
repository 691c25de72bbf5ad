package org.zizhu.ui.part;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.zizhu.kiosk.screen.Action;
import org.zizhu.ui.look.Icons;
import org.zizhu.ui.look.Setting;

/** Ten digits and one to take back, laid out as on a telephone. The keyboard's own digits do the same. */
public final class Keypad {
    private static final int ROWS = 4;
    private static final int COLUMNS = 3;

    /** Larger keys would only be farther apart. */
    private static final double TALLEST_KEY = 170;

    private Keypad() {}

    public static Region of(Setting setting) {
        GridPane keys = new GridPane();
        keys.setHgap(16);
        keys.setVgap(16);
        keys.setAlignment(Pos.CENTER);
        for (int column = 0; column < COLUMNS; column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setPercentWidth(100.0 / COLUMNS);
            keys.getColumnConstraints().add(width);
        }
        for (int row = 0; row < ROWS; row++) {
            RowConstraints height = new RowConstraints();
            height.setVgrow(Priority.ALWAYS);
            height.setMaxHeight(TALLEST_KEY);
            height.setFillHeight(true);
            keys.getRowConstraints().add(height);
        }
        for (int digit = 1; digit <= 9; digit++) {
            keys.add(digit(setting, digit), (digit - 1) % COLUMNS, (digit - 1) / COLUMNS);
        }
        keys.add(digit(setting, 0), 1, ROWS - 1);
        Action erase = new Action.EraseDigit();
        keys.add(
                key(setting, erase, Icons.of(MaterialDesignB.BACKSPACE_OUTLINE, 52), setting.say("type.erase")),
                2,
                ROWS - 1);
        keys.getStyleClass().add("keypad");
        return keys;
    }

    private static Touchable digit(Setting setting, int digit) {
        String words = String.valueOf(digit);
        return key(setting, new Action.TypeDigit(digit), Lettering.TITLE.centred(words), words);
    }

    private static Touchable key(Setting setting, Action action, Node face, String spoken) {
        Touchable key = new Touchable(Ids.of(action), () -> setting.act().accept(action), face).style("key");
        key.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        key.setAccessibleText(spoken);
        return key;
    }
}
