package org.zizhu.platform.api;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * On what something was granted: what the person had shown, and who acted for them, if somebody did. It stands beside each request in
 * the audit, and beside each document.
 *
 * @param assurance what the person has shown, see {@link Shown#words}
 * @param agent the register's id of who acted for them
 * @param agentAssurance what that one had shown
 */
record Basis(String assurance, @Nullable String agent, @Nullable String agentAssurance) {

    void ofDocument(Connection db, String number) throws SQLException {
        try (PreparedStatement insert = db.prepareStatement("INSERT INTO document_basis VALUES (?4, ?1, ?2, ?3)")) {
            insert.setString(4, number);
            enter(insert);
        }
    }

    /** Of the row that this connection has written last. */
    void ofAudit(Connection db) throws SQLException {
        try (PreparedStatement insert =
                db.prepareStatement("INSERT INTO audit_basis VALUES (last_insert_rowid(), ?1, ?2, ?3)")) {
            enter(insert);
        }
    }

    private void enter(PreparedStatement insert) throws SQLException {
        insert.setString(1, assurance);
        insert.setString(2, agent);
        insert.setString(3, agentAssurance);
        insert.executeUpdate();
    }
}
