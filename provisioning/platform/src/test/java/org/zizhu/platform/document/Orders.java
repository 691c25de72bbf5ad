package org.zizhu.platform.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.zizhu.platform.insurance.Careers;
import org.zizhu.platform.insurance.Contribution;
import org.zizhu.platform.insurance.History;
import org.zizhu.platform.people.CardKind;
import org.zizhu.platform.people.Citizen;
import org.zizhu.platform.people.Division;

/** Orders to press without a city around. */
final class Orders {

    private Orders() {}

    static Order forName(String name, Instant at) {
        return order(name, Careers.draw("长沙市", YearMonth.of(2026, 1), 24, new SplittableRandom(1)), at);
    }

    static Order forHistory(List<Contribution> months, Instant at) {
        return order("王伟", months, at);
    }

    private static Order order(String name, List<Contribution> months, Instant at) {
        Citizen citizen = new Citizen(
                "someone",
                CardKind.RESIDENT,
                "430102184903070016",
                name,
                "1",
                LocalDate.of(1849, 3, 7),
                null,
                false,
                new Division("430102", "芙蓉区", "长沙市"),
                null);
        return new Order(
                DocumentType.INSURANCE_CERTIFICATE,
                citizen,
                new History(months),
                Optional.empty(),
                Optional.empty(),
                "长沙市示范社会保险服务中心",
                "430102202603010000010000",
                "0123456789ABCDEFGHJKMNPQRS",
                "http://127.0.0.1:8080/verify/0123456789ABCDEFGHJKMNPQRS",
                "ZZ1." + "A".repeat(230),
                at,
                LocalDate.of(2026, 6, 1));
    }
}
