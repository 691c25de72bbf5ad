package org.zizhu.fleet.health.notice;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.zizhu.fleet.contract.Json;
import org.zizhu.fleet.health.rule.Grade;
import org.zizhu.fleet.store.Sql;
import org.zizhu.fleet.unit.Division;

/** The words that are to go out. Each method is part of its caller's transaction: an alarm and the word of it are durable together. */
public final class Outbox {

    /** One word to one receiver. */
    record Notice(String id, String target, Message message, Instant made, long attempts) {}

    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    /** After that nobody wants to be woken by it. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(3);

    private Outbox() {}

    /** For each of these that wants to know. */
    public static void add(
            Connection connection, Message message, Division where, Grade grade, List<Target> targets, Instant now)
            throws SQLException {
        for (Target target : targets) {
            if (target.wants(message.event(), where, grade)) {
                Sql.run(
                        connection,
                        "INSERT INTO notice (id, target, alarm, message, made_at, attempts, next_at) VALUES (?, ?, ?, ?, ?, 0, ?)",
                        UUID.randomUUID().toString(),
                        target.name(),
                        message.number(),
                        Json.write(message),
                        now.toEpochMilli(),
                        now.toEpochMilli());
            }
        }
    }

    /** How many wait. */
    public static long waiting(Connection connection) throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM notice WHERE done_at IS NULL");
    }

    static List<Notice> due(Connection connection, Instant now, int most) throws SQLException {
        return Sql.list(
                connection,
                "SELECT * FROM notice WHERE done_at IS NULL AND next_at <= ? ORDER BY made_at, id LIMIT ?",
                row -> new Notice(
                        row.getString("id"),
                        row.getString("target"),
                        Json.read(row.getString("message"), Message.class)
                                .orElseThrow(() -> new IllegalStateException("a message on record that is none")),
                        Instant.ofEpochMilli(row.getLong("made_at")),
                        row.getLong("attempts")),
                now.toEpochMilli(),
                (long) most);
    }

    static void delivered(Connection connection, Notice notice, Instant now) throws SQLException {
        Sql.run(
                connection,
                "UPDATE notice SET done_at = ?, attempts = attempts + 1, trouble = NULL WHERE id = ?",
                now.toEpochMilli(),
                notice.id);
    }

    /** Is tried again later, with longer and longer pauses, for three days. */
    static void failed(Connection connection, Notice notice, String trouble, Instant now) throws SQLException {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(notice.attempts, 20));
        Instant next = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        boolean over = !now.isBefore(notice.made.plus(GIVEN_UP_AFTER));
        Sql.run(
                connection,
                "UPDATE notice SET attempts = attempts + 1, next_at = ?, trouble = ?, done_at = ? WHERE id = ?",
                next.toEpochMilli(),
                trouble,
                over ? now.toEpochMilli() : null,
                notice.id);
    }
}
