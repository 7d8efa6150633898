-- A row is in several windows of HOP and CUMULATE, and joins in each of them.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:10');
INSERT INTO r VALUES ('a', 2, TIMESTAMP '2026-05-01 10:00:35');
SELECT l.window_start, l.v, r.v AS rv
FROM (SELECT * FROM TABLE(HOP(TABLE l, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '1' MINUTE))) AS l
JOIN (SELECT * FROM TABLE(HOP(TABLE r, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '1' MINUTE))) AS r
ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end;
-- expect
-- | 2026-05-01 10:00:00.000 | 1 | 2 |
SELECT l.window_end, l.v, r.v AS rv
FROM (SELECT * FROM TABLE(CUMULATE(TABLE l, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '2' MINUTE))) AS l
LEFT JOIN (SELECT * FROM TABLE(CUMULATE(TABLE r, DESCRIPTOR(ts), INTERVAL '30' SECOND, INTERVAL '2' MINUTE))) AS r
ON l.k = r.k AND l.window_start = r.window_start AND l.window_end = r.window_end;
-- expect
-- | 2026-05-01 10:00:30.000 | 1 | NULL |
-- | 2026-05-01 10:01:00.000 | 1 | 2 |
-- | 2026-05-01 10:01:30.000 | 1 | 2 |
-- | 2026-05-01 10:02:00.000 | 1 | 2 |
