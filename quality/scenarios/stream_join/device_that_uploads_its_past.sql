-- A device that was cut off sends both its streams hours later: its own clocks decide, nothing is late.
CREATE TABLE l (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE r (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
INSERT INTO l VALUES ('now', 1, TIMESTAMP '2026-05-01 13:00:00');
INSERT INTO r VALUES ('now', 2, TIMESTAMP '2026-05-01 13:00:01');
INSERT INTO l VALUES ('cut', 3, TIMESTAMP '2026-05-01 10:00:00'), ('cut', 4, TIMESTAMP '2026-05-01 11:00:00');
INSERT INTO r VALUES ('cut', 5, TIMESTAMP '2026-05-01 10:00:01'), ('cut', 6, TIMESTAMP '2026-05-01 11:00:01');
SELECT l.k, l.v, r.v AS rv FROM l LEFT JOIN r ON l.k = r.k AND r.ts BETWEEN l.ts AND l.ts + INTERVAL '5' SECOND;
-- expect
-- | now | 1 | 2 |
-- | cut | 3 | 5 |
-- | cut | 4 | 6 |
-- expect ledger
