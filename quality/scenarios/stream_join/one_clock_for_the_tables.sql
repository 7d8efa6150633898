-- With time.clock = stream the watermark of both streams together ends the wait, as in Flink.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario', 'time.clock' = 'stream', 'time.allowed-lateness' = '0 s');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario', 'time.clock' = 'stream', 'time.allowed-lateness' = '0 s');
INSERT INTO l VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00'), ('b', 2, TIMESTAMP '2026-05-01 10:00:00'), ('b', 3, TIMESTAMP '2026-05-01 10:00:20');
INSERT INTO r VALUES ('b', 4, TIMESTAMP '2026-05-01 10:00:02'), ('b', 5, TIMESTAMP '2026-05-01 10:00:21');
SELECT l.v, r.v AS rv FROM l LEFT JOIN r ON l.k = r.k AND r.ts BETWEEN l.ts AND l.ts + INTERVAL '5' SECOND;
-- expect
-- | 1 | NULL |
-- | 2 | 4 |
-- | 3 | 5 |
