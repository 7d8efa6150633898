-- Rows of two streams that fall into the same minute, of one key: inner, left, right and full.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00'), ('a', 2, TIMESTAMP '2026-05-01 10:00:59.999'), ('a', 3, TIMESTAMP '2026-05-01 10:01:00'), (NULL, 4, TIMESTAMP '2026-05-01 10:01:00');
INSERT INTO r VALUES ('a', 5, TIMESTAMP '2026-05-01 10:00:30'), ('a', 6, TIMESTAMP '2026-05-01 10:02:00'), ('b', 7, TIMESTAMP '2026-05-01 10:00:00');
CREATE VIEW lw AS SELECT * FROM TABLE(TUMBLE(TABLE l, DESCRIPTOR(ts), INTERVAL '1' MINUTE));
CREATE VIEW rw AS SELECT * FROM TABLE(TUMBLE(TABLE r, DESCRIPTOR(ts), INTERVAL '1' MINUTE));
SELECT l.v, r.v AS rv, l.window_start FROM lw AS l JOIN rw AS r ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end;
-- expect
-- | 1 | 5 | 2026-05-01 10:00:00.000 |
-- | 2 | 5 | 2026-05-01 10:00:00.000 |
SELECT l.v, r.v AS rv FROM lw AS l LEFT JOIN rw AS r ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end;
-- expect
-- | 1 | 5 |
-- | 2 | 5 |
-- | 3 | NULL |
-- | 4 | NULL |
SELECT l.v, r.v AS rv FROM lw AS l RIGHT JOIN rw AS r ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end;
-- expect
-- | 1 | 5 |
-- | 2 | 5 |
-- | NULL | 6 |
-- | NULL | 7 |
SELECT l.v, r.v AS rv FROM lw AS l FULL JOIN rw AS r ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end;
-- expect
-- | 1 | 5 |
-- | 2 | 5 |
-- | 3 | NULL |
-- | 4 | NULL |
-- | NULL | 6 |
-- | NULL | 7 |
