-- Both bounds may be on one side: the reading 10 to 20 s before the alarm.
CREATE TABLE alarms (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE readings (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO alarms VALUES ('a', 1, TIMESTAMP '2026-05-01 10:01:00'), ('a', 2, TIMESTAMP '2026-05-01 10:05:00');
INSERT INTO readings VALUES
  ('a', 10, TIMESTAMP '2026-05-01 10:00:39'),
  ('a', 11, TIMESTAMP '2026-05-01 10:00:40'),
  ('a', 12, TIMESTAMP '2026-05-01 10:00:50'),
  ('a', 13, TIMESTAMP '2026-05-01 10:00:51'),
  ('a', 14, TIMESTAMP '2026-05-01 10:01:00');
SELECT a.v, r.v AS rv FROM alarms AS a LEFT JOIN readings AS r
  ON a.k = r.k AND r.ts BETWEEN a.ts - INTERVAL '20' SECOND AND a.ts - INTERVAL '10' SECOND;
-- expect
-- | 1 | 11 |
-- | 1 | 12 |
-- | 2 | NULL |
