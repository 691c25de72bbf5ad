package org.zizhu.bench.proof;

import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/**
 * A sealed document on paper: whoever has a good one has paid for it, and nobody has paid for anything else.
 *
 * @param fen what it costs
 * @param givenBack the provider gives the money back by itself, and a person has to look: it is claimed for nothing
 */
record PaperGoods(long fen, boolean givenBack) implements Goods {

    @Override
    public Person comes(KillScene scene) {
        return fen == 0 ? scene.city().person("certificate") : scene.somebody();
    }

    @Override
    public String reckon(KillScene scene, Balance money) {
        Goods.demand(scene.pages().stream().distinct().count() == scene.pages().size(), "a page was printed twice");
        long genuine = scene.documents().stream()
                .filter(document -> document.verdict().equals("genuine"))
                .count();
        int sheets = scene.citizen().sheets();
        long claimed = givenBack ? 0 : money.claimedFen();
        Goods.demand(money.deliveredFen() + claimed == genuine * fen, genuine + " good documents, and " + money);
        Goods.demand(genuine > 0 == sheets > 0, genuine + " good documents, and " + sheets + " sheets");
        return "sheets " + sheets;
    }
}
