package org.zizhu.fleet.dashboard;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.zizhu.fleet.group.Among;
import org.zizhu.fleet.group.GroupBook;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.overview.Ground;
import org.zizhu.fleet.overview.Overview;
import org.zizhu.fleet.overview.UnitSummary;
import org.zizhu.fleet.store.Database;
import org.zizhu.fleet.unit.Division;
import org.zizhu.fleet.unit.DivisionNames;

/** The units of a division by its parts, each a square in the colour of how it is; where they are many, how many are how. */
final class MapPages {

    private static final String MAP = "/map";

    private final Database database;
    private final DivisionNames names;
    private final Pages pages;
    private final InstantSource clock;

    MapPages(Database database, DivisionNames names, Pages pages, InstantSource clock) {
        this.database = database;
        this.names = names;
        this.pages = pages;
        this.clock = clock;
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session) {
        if (!visit.path().equals(MAP) || visit.posts()) {
            return false;
        }
        Among among = visit.among(session);
        Division division = among.division();
        List<UnitSummary> units = database.read(connection -> Overview.of(connection, among, clock.instant()));
        Map<String, Object> values = new HashMap<>();
        values.put("words", visit.words());
        values.put("session", session);
        values.put("names", names);
        values.put("address", Address.of(visit, MAP, List.of("division", "group")));
        values.put(
                "groups",
                database.read(connection ->
                        GroupBook.in(connection, session.operator().division())));
        values.put("division", division);
        values.put("around", around(session.operator().division(), division));
        values.put("grounds", Ground.of(division, units));
        pages.show(visit, HttpStatus.OK_200, "map", values);
        return true;
    }

    /** From the reader's own division down to this one. */
    private static List<Division> around(Division own, Division division) {
        List<Division> around = new ArrayList<>(List.of(division));
        for (Division one = division; !one.equals(own) && one.above().within(own); one = one.above()) {
            around.add(0, one.above());
        }
        return around;
    }
}
