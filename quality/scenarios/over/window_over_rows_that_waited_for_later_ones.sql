-- A window over a frame that looks ahead: the rows come later than their time and are in the right window all the same.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:50'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:01:10'),
  ('p1', 8.0, TIMESTAMP '2026-05-01 10:05:00');

CREATE VIEW looked_ahead AS
SELECT pump, ts, MAX(temp_c) OVER (
  PARTITION BY pump ORDER BY ts RANGE BETWEEN CURRENT ROW AND INTERVAL '30' SECOND FOLLOWING) AS top_c
FROM readings;

SELECT pump, window_start, SUM(top_c) AS s
FROM TABLE(TUMBLE(TABLE looked_ahead, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 6.0 |
-- | p1 | 2026-05-01 10:01:00.000 | 2.0 |
-- | p1 | 2026-05-01 10:05:00.000 | 8.0 |
