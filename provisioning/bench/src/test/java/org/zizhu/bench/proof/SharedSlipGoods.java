package org.zizhu.bench.proof;

import java.io.IOException;
import java.util.Set;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/**
 * An extract for which there is a slip of another kiosk: when this one goes dark over it, its holder goes back to the other, and then comes here once
 * more. They have it once, from one of them.
 *
 * @param fen what it has cost there
 */
record SharedSlipGoods(long fen) implements Goods {

    @Override
    public Set<Cabinet.Part> parts() {
        return Set.of(Cabinet.Part.SCANNER);
    }

    @Override
    public Person comes(KillScene scene) throws IOException {
        Person person = scene.somebody();
        scene.firstKiosk(person);
        return person;
    }

    @Override
    public void beforeItBegins(KillScene scene) {
        scene.citizen().carries(scene.firstKiosk().givesSlip());
    }

    @Override
    public void whileItIsDark(KillScene scene) {
        scene.firstKiosk().isBroughtSlip();
    }

    @Override
    public String reckon(KillScene scene, Balance money) {
        int here = scene.citizen().sheets();
        int there = scene.firstKiosk().sheets();
        Eventually.holds(
                () -> scene.firstKiosk().money().deliveredFen() == fen,
                () -> here + " sheets here, " + there + " there, and "
                        + scene.firstKiosk().money());
        Goods.demand(money.takenFen() == 0, "paid here too: " + money);
        Goods.demand(here + there == 1, here + " sheets here, and " + there + " there");
        return here == 1 ? "given here" : "given at the other";
    }
}
