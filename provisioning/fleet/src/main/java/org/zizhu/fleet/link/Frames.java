package org.zizhu.fleet.link;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.zizhu.fleet.report.ReportBook;
import org.zizhu.fleet.store.Database;

/** Frames of reports on their way to the disk, many units' at once: each statement of its own is a way to the database and back. */
final class Frames {

    /** @param session under which it came */
    record Shown(SessionBook.Shown session, ReportBook.Frame frame) {}

    /** Of each, whether it came under its unit's present session, and so was kept. */
    static final Database.Bulk<Shown, Boolean> KEEP = Frames::keep;

    private Frames() {}

    private static List<Boolean> keep(Connection connection, List<Shown> all) throws SQLException {
        Set<SessionBook.Shown> theirs =
                SessionBook.use(connection, all.stream().map(Shown::session).collect(Collectors.toSet()));
        ReportBook.keep(
                connection,
                all.stream()
                        .filter(shown -> theirs.contains(shown.session))
                        .map(Shown::frame)
                        .toList());
        return all.stream().map(shown -> theirs.contains(shown.session)).toList();
    }
}
