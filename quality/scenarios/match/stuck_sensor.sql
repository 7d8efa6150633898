-- Stuck sensor: at least five readings of the very same value in a row.
CREATE TABLE readings (
  dev STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2.5, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 2.5, TIMESTAMP '2026-05-01 10:00:20'),
  ('p1', 2.5, TIMESTAMP '2026-05-01 10:00:30'),
  ('p1', 2.5, TIMESTAMP '2026-05-01 10:00:40'),
  ('p1', 2.5, TIMESTAMP '2026-05-01 10:00:50'),
  ('p1', 2.5, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:01:10'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('p2', 2.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT dev, stuck_at, n, since FROM readings MATCH_RECOGNIZE (
  PARTITION BY dev ORDER BY ts
  MEASURES A.v AS stuck_at, COUNT(*) - 1 AS n, A.ts AS since
  PATTERN (A SAME{4,} OTHER) WITHIN INTERVAL '1' HOUR
  DEFINE SAME AS SAME.v = A.v, OTHER AS OTHER.v <> A.v
) AS m;
-- expect
-- | p1 | 2.5 | 6 | 2026-05-01 10:00:10.000 |
