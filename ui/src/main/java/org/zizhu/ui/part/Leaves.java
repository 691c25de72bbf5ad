package org.zizhu.ui.part;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.zizhu.ui.look.Setting;

/**
 * A list that is turned like the leaves of a book, instead of being scrolled: as many rows as fit whole, and two big buttons where there
 * are more.
 */
public final class Leaves extends Region {
    /** On the row that begins a leaf: it may have to repeat what it belongs to. */
    private static final PseudoClass LEAF_START = PseudoClass.getPseudoClass("leaf-start");

    private final Setting setting;
    private final List<? extends Region> items;
    private final Shape shape;
    private final Optional<Region> head;
    private final Label where = Lettering.BODY.centred("1");
    private final Touchable previous;
    private final Touchable next;
    private final HBox pager;
    private int leaf;
    private int leaves = 1;

    /**
     * How the items lie.
     *
     * @param columns side by side
     * @param gap between them, in design pixels
     * @param tallest how far a row may be stretched to fill the height; 0 leaves rows as they are
     */
    public record Shape(int columns, double gap, double tallest) {
        public static final Shape ROWS = new Shape(1, 0, 0);
    }

    public Leaves(Setting setting, Shape shape, List<? extends Region> items) {
        this(setting, shape, Optional.empty(), items);
    }

    /**
     * @param head stays on top of every leaf
     */
    public Leaves(Setting setting, Shape shape, Optional<Region> head, List<? extends Region> items) {
        this.setting = setting;
        this.shape = shape;
        this.items = items;
        this.head = head;
        previous = Choices.button(
                setting, Ids.PREVIOUS_PAGE, setting.say("page.previous"), MaterialDesignC.CHEVRON_LEFT, () -> turn(-1));
        next = Choices.button(
                setting, Ids.NEXT_PAGE, setting.say("page.next"), MaterialDesignC.CHEVRON_RIGHT, () -> turn(1));
        pager = new HBox(Setting.GAP, previous.style("plain"), where, next.style("plain"));
        pager.setAlignment(Pos.CENTER);
        pager.getStyleClass().add("pager");
        where.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(where, Priority.ALWAYS);
        for (Touchable button : List.of(previous, next)) {
            button.setPrefWidth(setting.size(280, 300));
            button.setMinWidth(USE_PREF_SIZE);
        }
        head.ifPresent(getChildren()::add);
        getChildren().addAll(items);
        getChildren().add(pager);
    }

    private void turn(int by) {
        leaf = Math.max(0, Math.min(leaf + by, leaves - 1));
        setting.stillHere().run();
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        Insets in = getInsets();
        double inside = width - in.getLeft() - in.getRight();
        double rows = 0;
        for (double height : rowHeights(inside)) {
            rows += height + shape.gap();
        }
        return in.getTop() + in.getBottom() + headHeight(inside) + rows - shape.gap();
    }

    @Override
    protected void layoutChildren() {
        Insets in = getInsets();
        double width = getWidth() - in.getLeft() - in.getRight();
        double height = getHeight() - in.getTop() - in.getBottom();
        double top = in.getTop();
        double headHeight = headHeight(width);
        if (head.isPresent()) {
            head.get().resizeRelocate(in.getLeft(), top, width, headHeight);
        }
        top += headHeight;
        double room = height - headHeight;
        List<Double> heights = rowHeights(width);
        double pagerHeight = pager.prefHeight(width);
        List<Integer> starts = leafStarts(heights, room);
        boolean turned = starts.size() > 1;
        if (turned) {
            room -= pagerHeight + Setting.GAP;
            starts = leafStarts(heights, room);
        }
        leaves = starts.size();
        leaf = Math.min(leaf, leaves - 1);
        int from = starts.get(leaf);
        int to = leaf + 1 < leaves ? starts.get(leaf + 1) : heights.size();
        layoutRows(in.getLeft(), top, width, heights, from, to, stretch(heights, from, to, room));
        layoutPager(turned, in.getLeft(), in.getTop() + height - pagerHeight, width, pagerHeight);
    }

    private void layoutRows(
            double left, double top, double width, List<Double> heights, int from, int to, double stretched) {
        double cell = cellWidth(width);
        double y = top;
        for (int row = 0; row < heights.size(); row++) {
            boolean shown = row >= from && row < to;
            double rowHeight = Math.max(heights.get(row), stretched);
            for (int column = 0; column < shape.columns() && row * shape.columns() + column < items.size(); column++) {
                Region item = items.get(row * shape.columns() + column);
                item.setVisible(shown);
                item.pseudoClassStateChanged(LEAF_START, row == from);
                if (shown) {
                    item.resizeRelocate(left + column * (cell + shape.gap()), y, cell, rowHeight);
                }
            }
            if (shown) {
                y += rowHeight + shape.gap();
            }
        }
    }

    private void layoutPager(boolean turned, double left, double top, double width, double height) {
        pager.setVisible(turned);
        previous.setVisible(leaf > 0);
        next.setVisible(leaf + 1 < leaves);
        where.setText(setting.say("page.of", leaf + 1, leaves));
        if (where.prefWidth(-1) > width - previous.prefWidth(-1) - next.prefWidth(-1) - 2 * Setting.GAP) {
            where.setText(setting.say("page.short", leaf + 1, leaves));
        }
        pager.resizeRelocate(left, top, width, height);
    }

    /** The height that rows get where there is room to spare; 0 where there isn't. */
    private double stretch(List<Double> heights, int from, int to, double room) {
        if (shape.tallest() == 0) {
            return 0;
        }
        double each = (room - shape.gap() * (to - from - 1)) / (to - from);
        double stretched = Math.min(shape.tallest(), each);
        // With one row higher than that, the others can't all have it.
        return heights.subList(from, to).stream().allMatch(height -> height <= stretched) ? stretched : 0;
    }

    private List<Integer> leafStarts(List<Double> heights, double room) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        double used = 0;
        for (int row = 0; row < heights.size(); row++) {
            double height = heights.get(row);
            if (row > starts.get(starts.size() - 1) && used + height > room) {
                starts.add(row);
                used = 0;
            }
            used += height + shape.gap();
        }
        return starts;
    }

    private List<Double> rowHeights(double width) {
        double cell = cellWidth(width);
        List<Double> heights = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            double height = Math.ceil(items.get(i).prefHeight(cell));
            if (i % shape.columns() == 0) {
                heights.add(height);
            } else {
                heights.set(heights.size() - 1, Math.max(height, heights.get(heights.size() - 1)));
            }
        }
        return heights;
    }

    private double cellWidth(double width) {
        return (width - shape.gap() * (shape.columns() - 1)) / shape.columns();
    }

    private double headHeight(double width) {
        return head.map(region -> Math.ceil(region.prefHeight(width))).orElse(0.0);
    }
}
