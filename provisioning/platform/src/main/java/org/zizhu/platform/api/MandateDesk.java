package org.zizhu.platform.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zizhu.platform.bilingual.Text;
import org.zizhu.platform.people.Citizen;
import org.zizhu.platform.people.Guardians;
import org.zizhu.platform.people.Guardianship;
import org.zizhu.platform.people.Register;
import org.zizhu.platform.store.Database;

/**
 * Lets one person act for another (代办): both have identified at the terminal, or the register knows the one as the other's
 * guardian. Both stand in the register of mandates, by the case.
 */
final class MandateDesk {

    /** A neighbour helps two or three people in a day; whoever comes more often is asked to the counter. */
    static final int MANDATES_A_DAY = 3;

    private record Ward(String handle, String maskedName, Text ground) {}

    private record Wards(List<Ward> wards) {}

    private final Database database;
    private final Sessions sessions;
    private final IdentificationDesk identification;
    private final Handles handles;
    private final InstantSource clock;

    MandateDesk(
            Database database,
            Sessions sessions,
            IdentificationDesk identification,
            Handles handles,
            InstantSource clock) {
        this.database = database;
        this.sessions = sessions;
        this.identification = identification;
        this.handles = handles;
        this.clock = clock;
    }

    Call.Reply wards(Call<Body.OfSession> call) {
        return database.read(db -> {
            Optional<Holder> agent = sessions.holder(db, call.body().session(), call.terminal());
            if (agent.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            List<Ward> wards = new ArrayList<>();
            for (Guardianship one : Guardians.of(db, agent.get().citizen())) {
                Citizen ward = Register.byId(db, one.ward()).orElseThrow();
                wards.add(new Ward(
                        handles.of(ward, call.terminal()),
                        ward.maskedName(),
                        one.ground().title()));
            }
            return new Call.Reply(new Answer.Given(200, Json.write(new Wards(wards))), agent.get());
        });
    }

    Call.Reply mandate(Call<Body.Mandate> call) {
        return database.write(db -> {
            Optional<Holder> agent = sessions.holder(db, call.body().session(), call.terminal());
            if (agent.isEmpty()) {
                return Call.Reply.refused(Refusal.SESSION_EXPIRED);
            }
            String ward = call.body().ward();
            Optional<Holder> principal = principal(db, agent.get().citizen(), call);
            if (principal.isEmpty()) {
                return Call.Reply.refused(ward == null ? Refusal.SESSION_EXPIRED : Refusal.NOT_GUARDIAN, agent.get());
            }
            Optional<Refusal> objection = objection(db, call, agent.get(), principal.get());
            if (objection.isPresent()) {
                return Call.Reply.refused(objection.get(), agent.get());
            }
            enter(db, call, agent.get().citizen(), principal.get().citizen(), ward != null);
            Holder.Agent acting = new Holder.Agent(
                    agent.get().citizen().id(),
                    agent.get().shown().words(),
                    call.body().context().itemCode());
            Holder holder =
                    new Holder(principal.get().citizen(), principal.get().shown(), acting);
            return identification.opened(db, holder, call.terminal());
        });
    }

    private Optional<Holder> principal(Connection db, Citizen agent, Call<Body.Mandate> call) throws SQLException {
        String ward = call.body().ward();
        String other = call.body().principal();
        if (ward != null) {
            return ward(db, agent, ward, call.terminal()).map(citizen -> new Holder(citizen, Shown.NOTHING, null));
        }
        return other == null ? Optional.empty() : sessions.holder(db, other, call.terminal());
    }

    private Optional<Refusal> objection(Connection db, Call<Body.Mandate> call, Holder agent, Holder principal)
            throws SQLException {
        boolean byLaw = call.body().ward() != null;
        if (agent.agent() != null || principal.agent() != null) {
            return Optional.of(Refusal.ACTING_NOT_ALLOWED);
        }
        if (principal.citizen().id().equals(agent.citizen().id())) {
            return Optional.of(Refusal.AGENT_IS_PRINCIPAL);
        }
        Optional<Refusal> objection = ItemRule.of(call.body().context().itemCode())
                .objection(agent.shown(), byLaw ? Optional.empty() : Optional.of(principal.shown()));
        if (objection.isPresent()) {
            return objection;
        }
        // A guardian acts by law, however often it is needed.
        return !byLaw && mandatesToday(db, agent.citizen()) >= MANDATES_A_DAY
                ? Optional.of(Refusal.AGENT_OVER_LIMIT)
                : Optional.empty();
    }

    private Optional<Citizen> ward(Connection db, Citizen agent, String handle, String terminal) throws SQLException {
        for (Guardianship one : Guardians.of(db, agent)) {
            Optional<Citizen> ward = Register.byId(db, one.ward());
            if (ward.isPresent() && handles.of(ward.get(), terminal).equals(handle)) {
                return ward;
            }
        }
        return Optional.empty();
    }

    private int mandatesToday(Connection db, Citizen agent) throws SQLException {
        try (PreparedStatement count =
                db.prepareStatement("SELECT count(*) FROM mandate WHERE agent = ? AND day = ? AND by_law = 0")) {
            count.setString(1, agent.id());
            count.setString(2, today());
            try (ResultSet row = count.executeQuery()) {
                return row.getInt(1);
            }
        }
    }

    private void enter(Connection db, Call<Body.Mandate> call, Citizen agent, Citizen principal, boolean byLaw)
            throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO mandate VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, agent.id());
            insert.setString(2, principal.id());
            insert.setString(3, call.terminal());
            insert.setString(4, call.body().context().itemCode());
            insert.setString(5, call.body().context().caseNumber());
            insert.setBoolean(6, byLaw);
            insert.setString(7, today());
            insert.setLong(8, clock.millis());
            insert.executeUpdate();
        }
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8)).toString();
    }
}
