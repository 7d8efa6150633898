// SPDX-License-Identifier: Apache-2.0
package dev.millrace.connect.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.millrace.connect.Options;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Connections of one table, opened when they are needed and again after the database was away. Thread-safe. */
final class JdbcPool implements AutoCloseable {
    static final int LOOKUP_CONNECTIONS = 4;

    /** Classes of SQLSTATE after which the same statement may succeed: connection, rollback, resources, operator's intervention. */
    private static final java.util.Set<String> PASSING = java.util.Set.of("08", "40", "53", "57", "58");

    private final HikariDataSource source;
    private final String shown;
    private final int timeoutSeconds;

    private JdbcPool(HikariDataSource source, String shown, int timeoutSeconds) {
        this.source = source;
        this.shown = shown;
        this.timeoutSeconds = timeoutSeconds;
    }

    /** Connects to nothing yet. */
    static JdbcPool open(String table, Options options, int connections) {
        long timeoutMs = options.get(JdbcOptions.TIMEOUT);
        HikariConfig config = new HikariConfig();
        config.setPoolName("millrace-jdbc-" + table);
        config.setJdbcUrl(options.get(JdbcOptions.URL));
        options.find(JdbcOptions.USERNAME).ifPresent(config::setUsername);
        options.find(JdbcOptions.PASSWORD).ifPresent(config::setPassword);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(timeoutMs);
        // A database that is away when a pipeline starts is no reason not to start.
        config.setInitializationFailTimeout(-1);
        // So that a text can be compared with a uuid or an enum.
        config.addDataSourceProperty("stringtype", "unspecified");
        config.addDataSourceProperty("ApplicationName", "millrace");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("connectTimeout", String.valueOf(TimeUnit.MILLISECONDS.toSeconds(timeoutMs)));
        config.addDataSourceProperty("socketTimeout", String.valueOf(2 * TimeUnit.MILLISECONDS.toSeconds(timeoutMs)));
        return new JdbcPool(new HikariDataSource(config), shown(options.get(JdbcOptions.URL)), (int)
                TimeUnit.MILLISECONDS.toSeconds(timeoutMs));
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }

    PreparedStatement statement(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(timeoutSeconds);
        return statement;
    }

    /** Address without what may be secret. */
    String shown() {
        return shown;
    }

    static String shown(String url) {
        int end = url.indexOf('?');
        String plain = end < 0 ? url : url.substring(0, end);
        return plain.replaceAll("//[^/@]*@", "//");
    }

    /** Whether repeating may help. */
    static boolean isPassing(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("08");
        return state.length() < 2 || PASSING.contains(state.substring(0, 2));
    }

    /** What the database said, on one line. */
    static String said(SQLException e) {
        String state = e.getSQLState() == null ? "" : " (SQLSTATE " + e.getSQLState() + ")";
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ") + state;
    }

    /** Waits before the next try: a second more each time. */
    static void rest(int tries) {
        try {
            TimeUnit.SECONDS.sleep(tries);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a database is away", e);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
