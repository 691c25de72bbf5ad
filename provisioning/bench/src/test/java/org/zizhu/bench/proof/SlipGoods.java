package org.zizhu.bench.proof;

import java.util.EnumSet;
import java.util.Set;
import org.zizhu.platform.payment.Balance;
import org.zizhu.platform.people.Person;

/**
 * A sealed document on paper that could not be given at once: whoever has brought the slip of it has it, or the money back; nobody has both, and
 * nobody has it twice.
 *
 * @param fen what it costs
 */
record SlipGoods(long fen) implements Goods {

    @Override
    public Set<Cabinet.Part> parts() {
        return EnumSet.of(Cabinet.Part.PLUG, Cabinet.Part.SCANNER);
    }

    @Override
    public Person comes(KillScene scene) {
        return scene.somebody();
    }

    @Override
    public String reckon(KillScene scene, Balance money) {
        long pages = scene.pages().stream().distinct().count();
        Goods.demand(pages == scene.pages().size(), "a page was printed twice");
        long whole =
                scene.pages().stream().filter(page -> page.page() == page.of()).count();
        long good = scene.documents().stream()
                .filter(document -> document.verdict().equals("genuine"))
                .count();
        int sheets = scene.citizen().sheets();
        String seen = whole + " printed, " + good + " good, " + sheets + " sheets, and " + money;
        Goods.demand(whole <= 1 && whole * fen == money.deliveredFen(), seen);
        Goods.demand(whole > 0 == sheets > 0, seen);
        // What the printer has forgotten stays good until staff have said that it never came out.
        Goods.demand(good == whole || good == whole + 1, seen);
        boolean slip = scene.citizen().hasSlip();
        Goods.demand(!slip || money.claimedFen() == 0, "a slip was brought, and is not finished: " + seen);
        return "sheets " + sheets + (slip ? ", by slip" : scene.citizen().cameAgain() ? ", by name" : "");
    }
}
