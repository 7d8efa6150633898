-- Means of two streams per device and minute side by side; a late reading replaces the row, known by device and window.
CREATE TABLE flow_in (k STRING, v DOUBLE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE flow_out (k STRING, v DOUBLE, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE VIEW i AS SELECT k, window_start, window_end, AVG(v) AS mean_v FROM TABLE(TUMBLE(TABLE flow_in, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY k, window_start, window_end;
CREATE VIEW o AS SELECT k, window_start, window_end, AVG(v) AS mean_v FROM TABLE(TUMBLE(TABLE flow_out, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY k, window_start, window_end;
INSERT INTO flow_in VALUES ('a', 10, TIMESTAMP '2026-05-01 10:00:00'), ('a', 30, TIMESTAMP '2026-05-01 10:01:00'), ('a', 0, TIMESTAMP '2026-05-01 10:02:00');
INSERT INTO flow_out VALUES ('a', 9, TIMESTAMP '2026-05-01 10:00:00'), ('a', 20, TIMESTAMP '2026-05-01 10:01:00');
INSERT INTO flow_in VALUES ('a', 20, TIMESTAMP '2026-05-01 10:01:01');
SELECT i.k, i.window_start, i.mean_v - o.mean_v AS lost
FROM i JOIN o ON i.k = o.k AND i.window_start = o.window_start AND i.window_end = o.window_end;
-- expect
-- | a | 2026-05-01 10:00:00.000 | 1.0 |
-- | a | 2026-05-01 10:01:00.000 | 5.0 |
SELECT i.k, i.window_start, i.mean_v, o.mean_v AS out_v
FROM i LEFT JOIN o ON i.k = o.k AND i.window_start = o.window_start AND i.window_end = o.window_end;
-- expect
-- | a | 2026-05-01 10:00:00.000 | 10.0 | 9.0 |
-- | a | 2026-05-01 10:01:00.000 | 25.0 | 20.0 |
-- | a | 2026-05-01 10:02:00.000 | 0.0 | NULL |
