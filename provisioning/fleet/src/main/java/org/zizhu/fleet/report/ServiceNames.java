package org.zizhu.fleet.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zizhu.fleet.contract.Fact;
import org.zizhu.fleet.store.Sql;

/** What people call services, by what units have told. Part of its caller's transaction. */
public final class ServiceNames {

    /** So many units are asked what they call it: enough that one that errs, or lies, names nothing for the others. */
    private static final int ASKED = 25;

    private ServiceNames() {}

    /** What most call them; those that nobody has named are missing. */
    public static Map<String, Fact.Name> of(Connection connection, Collection<String> services) throws SQLException {
        Map<String, Fact.Name> names = new HashMap<>();
        Set<String> each = new TreeSet<>(services);
        for (String service : each) {
            Map<Fact.Name, Integer> told = new HashMap<>();
            List<String> facts = Sql.list(
                    connection,
                    "SELECT fact FROM present WHERE kind = 'service' AND name = ? LIMIT " + ASKED,
                    row -> row.getString(1),
                    service);
            for (String fact : facts) {
                Fact.@Nullable Name name = ((Fact.OfService) Present.fact("service", fact)).name();
                if (name != null) {
                    told.merge(name, 1, Integer::sum);
                }
            }
            if (!told.isEmpty()) {
                names.put(
                        service,
                        Collections.max(told.entrySet(), Map.Entry.comparingByValue())
                                .getKey());
            }
        }
        return names;
    }

    /** What one unit calls its own. */
    public static Map<String, Fact.Name> of(List<Present> present) {
        Map<String, Fact.Name> names = new HashMap<>();
        for (Present one : present) {
            if (Present.fact(one.kind(), one.fact()) instanceof Fact.OfService service && service.name() != null) {
                names.put(service.service(), service.name());
            }
        }
        return names;
    }
}
