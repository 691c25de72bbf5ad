package org.zizhu.ui.view;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.zizhu.kiosk.screen.Screen;
import org.zizhu.ui.look.Setting;
import org.zizhu.ui.part.FaceRing;
import org.zizhu.ui.part.Ids;
import org.zizhu.ui.part.Lettering;
import org.zizhu.ui.part.Poster;

/** Look into the camera: one thing to do at a time, in large words, and a ring that fills with each good picture. */
final class FaceCheckView extends ScreenView<Screen.FaceCheck> {
    private final FaceRing ring = new FaceRing();
    private final Label what = Lettering.DISPLAY.of(" ");

    FaceCheckView(Screen.FaceCheck screen, Setting setting) {
        super(Screen.FaceCheck.class, screen, setting);
    }

    @Override
    protected Region draw(Screen.FaceCheck screen) {
        fill(screen);
        return new Poster(setting, ring)
                .line(what)
                .line(Lettering.LEAD.soft(setting.say("face.hint")))
                .choices(screen.choices())
                .build();
    }

    @Override
    protected boolean update(Screen.FaceCheck was, Screen.FaceCheck next) {
        if (!was.choices().equals(next.choices())) {
            return false;
        }
        fill(next);
        return true;
    }

    private void fill(Screen.FaceCheck screen) {
        ring.setId(Ids.pose(screen.pose()));
        ring.show(screen.pose(), screen.good(), screen.of());
        what.setText(setting.say(screen.what()));
    }
}
