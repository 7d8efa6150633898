-- The old GROUP BY form with TUMBLE_START and TUMBLE_END: count per five minutes.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:04:59'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:05:00'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:09:59');

SELECT pump, TUMBLE_START(ts, INTERVAL '5' MINUTE) AS w_start, TUMBLE_END(ts, INTERVAL '5' MINUTE) AS w_end, COUNT(*) AS n
FROM readings
GROUP BY pump, TUMBLE(ts, INTERVAL '5' MINUTE);

-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 2026-05-01 10:05:00.000 | 2 |
-- | p1 | 2026-05-01 10:05:00.000 | 2026-05-01 10:10:00.000 | 1 |
-- | p2 | 2026-05-01 10:05:00.000 | 2026-05-01 10:10:00.000 | 1 |
