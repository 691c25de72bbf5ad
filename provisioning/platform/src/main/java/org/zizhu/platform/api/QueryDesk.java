package org.zizhu.platform.api;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.business.Business;
import org.zizhu.platform.business.BusinessRegister;
import org.zizhu.platform.casework.CaseFile;
import org.zizhu.platform.casework.CaseRegister;
import org.zizhu.platform.insurance.Contribution;
import org.zizhu.platform.insurance.History;
import org.zizhu.platform.insurance.Ledger;
import org.zizhu.platform.people.Citizen;
import org.zizhu.platform.qr.CodeBook;
import org.zizhu.platform.qr.CodeKind;
import org.zizhu.platform.store.Database;

/** Tells a person what the city has on them. */
final class QueryDesk {

    private record Summary(
            @Nullable String firstMonth,
            @Nullable String lastMonth,
            int months,
            long personalFen,
            long employerFen,
            Text status) {}

    private record Line(
            String month,
            Text insurance,
            String employer,
            long baseFen,
            long personalFen,
            long employerFen,
            Text state) {}

    private record Contributions(Summary summary, List<Line> records) {}

    private record Milestone(Text name, @Nullable String at, String state) {}

    private record Case(
            String number,
            Text itemName,
            Text state,
            boolean closed,
            String updated,
            @Nullable String promisedBy,
            String office,
            String phone,
            List<Milestone> milestones) {}

    private record Cases(List<Case> cases) {}

    private record Licence(String code, String name, Text kind) {}

    /** Looks up what the city has on a person. */
    private interface Search {
        Answer of(Connection db, Citizen citizen) throws SQLException;
    }

    private final Database database;
    private final Sessions sessions;
    private final InstantSource clock;

    QueryDesk(Database database, Sessions sessions, InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
    }

    Call.Reply contributions(Call<Body.OfSession> call) {
        return answer(call, (db, citizen) -> given(contributions(Ledger.of(db, citizen.id()))));
    }

    Call.Reply cases(Call<Body.OfSession> call) {
        return answer(
                call,
                (db, citizen) -> given(new Cases(CaseRegister.of(db, citizen.id()).stream()
                        .map(QueryDesk::of)
                        .toList())));
    }

    /** What a person runs, before anything is printed of it. */
    Call.Reply licence(Call<Body.OfSession> call) {
        return answer(call, (db, citizen) -> BusinessRegister.of(citizen)
                .map(business -> given(of(business)))
                .orElseGet(() -> new Answer.Refused(Refusal.NO_BUSINESS)));
    }

    /** The one case whose result a code is for. Looking at it does not use the code up: that comes with what is handed out. */
    Call.Reply caseByCode(Call<Body.CaseByCode> call) {
        return database.read(db -> {
            CodeBook.Redeemed looked = CodeBook.look(
                    db, call.body().code(), Set.of(CodeKind.CASE_PICKUP), call.terminal(), clock.millis());
            if (looked instanceof CodeBook.Redeemed.Not not) {
                return new Call.Reply(new Answer.Refused(IdentificationDesk.refusal(not.why())), not.person());
            }
            String person = ((CodeBook.Redeemed.Of) looked).person();
            return CaseRegister.of(db, person).stream()
                    .filter(file -> file.number().equals(call.body().number()))
                    .findFirst()
                    .map(file -> new Call.Reply(new Answer.Given(200, Json.write(of(file))), person))
                    .orElseGet(() -> Call.Reply.refused(Refusal.CASE_UNKNOWN, person));
        });
    }

    private Call.Reply answer(Call<Body.OfSession> call, Search search) {
        return database.read(db -> {
            Optional<Holder> holder = sessions.holder(db, call.body().session(), call.terminal());
            if (holder.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            Optional<Refusal> objection =
                    ItemRule.of(call.body().context().itemCode()).objection(holder.get());
            if (objection.isPresent()) {
                return Call.Reply.refused(objection.get(), holder.get());
            }
            return new Call.Reply(search.of(db, holder.get().citizen()), holder.get());
        });
    }

    private static Answer given(Object found) {
        return new Answer.Given(200, Json.write(found));
    }

    private static Licence of(Business business) {
        return new Licence(
                business.code(),
                business.name(),
                business.company()
                        ? new Text("有限责任公司（自然人独资）", "Company of one owner")
                        : new Text("个体工商户", "Individual business"));
    }

    private Contributions contributions(History history) {
        YearMonth now = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8)));
        Summary summary = new Summary(
                history.first().map(YearMonth::toString).orElse(null),
                history.last().map(YearMonth::toString).orElse(null),
                history.months().size(),
                history.personalFen(),
                history.employerFen(),
                history.status(now));
        List<Line> lines = new ArrayList<>(history.months().size());
        for (Contribution month : history.months()) {
            lines.add(new Line(
                    month.month().toString(),
                    month.scheme().title(),
                    month.employer(),
                    month.baseFen(),
                    month.personalFen(),
                    month.employerFen(),
                    month.payment().title()));
        }
        Collections.reverse(lines);
        return new Contributions(summary, lines);
    }

    private static Case of(CaseFile file) {
        return new Case(
                file.number(),
                file.item().title(),
                file.outcome().title(),
                file.outcome().closed(),
                file.updated().toString(),
                file.promisedBy() == null ? null : file.promisedBy().toString(),
                file.office(),
                file.phone(),
                file.milestones().stream()
                        .map(step -> new Milestone(
                                step.name(),
                                step.at() == null ? null : step.at().toString(),
                                step.state().name()))
                        .toList());
    }
}
