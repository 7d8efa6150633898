-- Sessions of two streams meet when they begin and end at the same time.
CREATE TABLE l (k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE VIEW ls AS SELECT k, window_start, window_end, COUNT(*) AS n FROM TABLE(SESSION(TABLE l PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end;
CREATE VIEW rs AS SELECT k, window_start, window_end, COUNT(*) AS n FROM TABLE(SESSION(TABLE r PARTITION BY k, DESCRIPTOR(ts), INTERVAL '10' SECOND)) GROUP BY k, window_start, window_end;
INSERT INTO l VALUES ('a', TIMESTAMP '2026-05-01 10:00:00'), ('a', TIMESTAMP '2026-05-01 10:00:05'), ('a', TIMESTAMP '2026-05-01 10:01:00');
INSERT INTO r VALUES ('a', TIMESTAMP '2026-05-01 10:00:00'), ('a', TIMESTAMP '2026-05-01 10:00:04'), ('a', TIMESTAMP '2026-05-01 10:00:05'), ('a', TIMESTAMP '2026-05-01 10:01:01');
SELECT l.k, l.window_start, l.n, r.n AS rn FROM ls AS l JOIN rs AS r ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end;
-- expect
-- | a | 2026-05-01 10:00:00.000 | 2 | 3 |
