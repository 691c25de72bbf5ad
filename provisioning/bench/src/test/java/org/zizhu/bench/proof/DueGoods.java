package org.zizhu.bench.proof;

import java.util.EnumSet;
import java.util.Set;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/**
 * What somebody owes: what is entered as paid is what was delivered, to the fen.
 *
 * @param kind of what they owe
 * @param several how many of it they owe at least
 * @param slip whether they bring the slip of what was not entered at once
 */
record DueGoods(String kind, int several, boolean slip) implements Goods {

    @Override
    public Set<Cabinet.Part> parts() {
        return slip ? EnumSet.of(Cabinet.Part.PLUG, Cabinet.Part.SCANNER) : EnumSet.of(Cabinet.Part.PLUG);
    }

    @Override
    public Person comes(KillScene scene) {
        return scene.nobodyMet(scene.registers().debtors(kind, several));
    }

    @Override
    public String reckon(KillScene scene, Balance money) {
        long entered = scene.registers().paidFen(scene.person());
        Goods.demand(money.deliveredFen() == entered, entered + " fen are entered as paid, and " + money);
        Goods.demand(money.claimedFen() == 0, "a claim for what the city enters itself: " + money);
        return (entered > 0 ? "entered" : "not entered") + (scene.citizen().hasSlip() ? ", by slip" : "");
    }
}
