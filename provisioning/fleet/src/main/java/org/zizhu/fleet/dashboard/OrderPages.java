package org.zizhu.fleet.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.zizhu.fleet.command.Batch;
import org.zizhu.fleet.command.BatchBook;
import org.zizhu.fleet.command.Commands;
import org.zizhu.fleet.operator.Role;
import org.zizhu.fleet.operator.Session;
import org.zizhu.fleet.store.Database;

/** What many units were told at once, how far they have come, and an end to it when it goes wrong. */
final class OrderPages {

    static final String ORDERS = "/orders";
    private static final int SHOWN = 50;

    private final Database database;
    private final Commands commands;
    private final Pages pages;

    OrderPages(Database database, Commands commands, Pages pages) {
        this.database = database;
        this.commands = commands;
        this.pages = pages;
    }

    /** Whether there was anything to be answered here. */
    boolean answer(Visit visit, Session session, Fields form) {
        if (visit.path().equals(ORDERS) && !visit.posts()) {
            Map<String, Object> values = values(visit, session);
            values.put(
                    "batches",
                    database.read(connection ->
                            BatchBook.latest(connection, session.operator().division(), SHOWN)));
            pages.show(visit, HttpStatus.OK_200, "orders", values);
            return true;
        }
        String number = visit.after(ORDERS + "/");
        Optional<Batch> batch = number.matches("[0-9]{1,15}")
                ? database.read(connection -> BatchBook.find(
                        connection, Long.parseLong(number), session.operator().division()))
                : Optional.empty();
        if (batch.isEmpty()) {
            return false;
        }
        boolean mayStop = session.operator().may(Role.OPERATOR, batch.get().division());
        if (visit.posts() && mayStop && Dashboard.field(form, "deed").equals("stop")) {
            commands.stop(batch.get().number(), session.operator().name());
            pages.to(visit, ORDERS + "/" + number);
            return true;
        }
        Map<String, Object> values = values(visit, session);
        List<Batch.Trouble> troubles = database.read(
                connection -> BatchBook.troubles(connection, batch.get().number()));
        values.put("batch", batch.get());
        values.put("troubles", troubles);
        values.put("mayStop", mayStop);
        pages.show(visit, visit.posts() ? HttpStatus.FORBIDDEN_403 : HttpStatus.OK_200, "order", values);
        return true;
    }

    private static Map<String, Object> values(Visit visit, Session session) {
        Map<String, Object> values = new HashMap<>();
        values.put("words", visit.words());
        values.put("session", session);
        return values;
    }
}
