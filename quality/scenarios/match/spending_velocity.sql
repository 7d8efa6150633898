-- Spending velocity: 1,200 or more within five minutes, by few large or many small amounts.
CREATE TABLE readings (
  card STRING, amount DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('12345', 240.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('12345', 240.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('12345', 240.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('12345', 240.0, TIMESTAMP '2026-05-01 10:03:00'),
  ('12345', 240.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('777', 1200.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('888', 1199.99, TIMESTAMP '2026-05-01 10:00:00'),
  ('999', 600.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('999', 600.0, TIMESTAMP '2026-05-01 10:05:00');

SELECT card, total, n FROM readings MATCH_RECOGNIZE (
  PARTITION BY card ORDER BY ts
  MEASURES SUM(amount) AS total, COUNT(*) AS n
  AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A*? Z) WITHIN INTERVAL '5' MINUTE
  DEFINE Z AS SUM(A.amount) + Z.amount >= 1200 OR (COUNT(A.amount) = 0 AND Z.amount >= 1200)
) AS m;
-- expect
-- | 12345 | 1200 | 5 |
-- | 777 | 1200 | 1 |
