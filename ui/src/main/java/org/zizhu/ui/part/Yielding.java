package org.zizhu.ui.part;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** A column that begins with a picture, and does without it where the words need the room. */
final class Yielding extends VBox {
    private final Node picture;

    Yielding(double gap, Node picture) {
        super(gap, picture);
        this.picture = picture;
    }

    @Override
    protected double computeMinHeight(double width) {
        return withoutPicture(width);
    }

    @Override
    protected void layoutChildren() {
        double all =
                withoutPicture(getWidth()) + getSpacing() + Math.max(picture.minHeight(-1), picture.prefHeight(-1));
        boolean room = all <= getHeight();
        picture.setVisible(room);
        picture.setManaged(room);
        super.layoutChildren();
    }

    private double withoutPicture(double width) {
        double inside = width - getInsets().getLeft() - getInsets().getRight();
        double sum = getInsets().getTop() + getInsets().getBottom() - getSpacing();
        for (Node child : getManagedChildren()) {
            if (child != picture) {
                sum += child.minHeight(inside) + getSpacing();
            }
        }
        return sum;
    }
}
