package org.zizhu.fleet.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the statements of a connection when they are closed: for SQLite, to prepare one costs more than to run it. (PostgreSQL's driver does so
 * itself.) A statement that has failed is not kept, and one that is in use is prepared a second time. For one thread at a time.
 */
final class KeptStatements implements InvocationHandler {

    private static final int MOST = 200;

    private final Connection connection;
    /** Those that nobody uses, the one used last at the end. */
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

    private KeptStatements(Connection connection) {
        this.connection = connection;
    }

    static Connection on(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                KeptStatements.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new KeptStatements(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("prepareStatement") && arguments != null && arguments.length == 1) {
            String sql = (String) arguments[0];
            PreparedStatement known = idle.remove(sql);
            return Proxy.newProxyInstance(
                    KeptStatements.class.getClassLoader(),
                    new Class<?>[] {PreparedStatement.class},
                    new Lent(sql, known == null ? connection.prepareStatement(sql) : known));
        }
        return call(connection, method, arguments);
    }

    private void takeBack(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement other = idle.put(sql, statement);
        if (other != null) {
            other.close();
        }
        if (idle.size() > MOST) {
            String oldest = idle.keySet().iterator().next();
            PreparedStatement dropped = idle.remove(oldest);
            if (dropped != null) {
                dropped.close();
            }
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** A statement in use. */
    private final class Lent implements InvocationHandler {

        private final String sql;
        private final PreparedStatement statement;
        private boolean failed;
        private boolean closed;

        Lent(String sql, PreparedStatement statement) {
            this.sql = sql;
            this.statement = statement;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                if (!closed) {
                    closed = true;
                    if (failed) {
                        statement.close();
                    } else {
                        takeBack(sql, statement);
                    }
                }
                return null;
            }
            try {
                return call(statement, method, arguments);
            } catch (SQLException e) {
                failed = true;
                throw e;
            }
        }
    }
}
