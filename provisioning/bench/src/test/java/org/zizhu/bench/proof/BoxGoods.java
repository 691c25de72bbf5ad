package org.zizhu.bench.proof;

import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/**
 * A box of the locker: it is opened once at most, and what the city believes of it is what was done there, or that somebody has to look.
 *
 * @param collected something lies in it; else something is put in
 */
record BoxGoods(boolean collected) implements Goods {

    /** The boxes in which the city has put something; it keeps the next one first for who brings something. */
    private static final int FILLED = 3;

    @Override
    public Set<Cabinet.Part> parts() {
        return Set.of(Cabinet.Part.LOCKER);
    }

    @Override
    public Person comes(KillScene scene) {
        if (!collected) {
            scene.uses(FILLED + 1);
            return scene.somebody();
        }
        int box = IntStream.rangeClosed(1, FILLED)
                .filter(filled -> scene.canBeServed(holder(scene, filled)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing lies there for anybody"));
        scene.uses(box);
        return holder(scene, box);
    }

    private static Person holder(KillScene scene, int box) {
        return scene.city().person(scene.registers().holder(scene.terminal(), box));
    }

    @Override
    public String reckon(KillScene scene, Balance money) {
        String believed = scene.registers().box(scene.terminal(), scene.box());
        int handled = scene.citizen().boxesHandled();
        int opened = scene.cabinet().locker().pulses();
        String seen = "opened " + opened + ", handled " + handled + ", the city has " + believed;
        String before = collected ? "HOLDS" : "FREE";
        String after = collected ? "FREE" : "DEPOSITED";
        Goods.demand(opened <= 1 && handled <= opened, seen);
        Goods.demand(!believed.equals(before) || handled == 0, seen);
        Goods.demand(!believed.equals(after) || handled == 1, seen);
        Goods.demand(Set.of(before, after, "TO_BE_CHECKED").contains(believed), seen);
        Goods.demand(scene.registers().kept(scene.terminal()) == 0, "a box is kept for nobody");
        Goods.demand(!scene.cabinet().locker().open(1, scene.box()), "the door stands open");
        Goods.demand(money.takenFen() == 0, "paid for nothing: " + money);
        return "handled " + handled + ", " + believed.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
