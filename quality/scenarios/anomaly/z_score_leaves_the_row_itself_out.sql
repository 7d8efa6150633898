-- A frame that ends at the current row still has the rows before it alone; with a frame in time those of an earlier time.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 6.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:03:00');

SELECT v, ZSCORE(v) OVER (PARTITION BY pump ORDER BY ts ROWS BETWEEN 5 PRECEDING AND CURRENT ROW) AS by_rows, ZSCORE(v) OVER (PARTITION BY pump ORDER BY ts RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING AND CURRENT ROW) AS by_time, ZSCORE(v) OVER (PARTITION BY pump ORDER BY ts) AS since_ever FROM readings;

-- expect
-- | 2.0 | NULL | NULL | NULL |
-- | 4.0 | NULL | NULL | NULL |
-- | 6.0 | 2.1213203435596424 | 2.1213203435596424 | 2.1213203435596424 |
-- | 10.0 | 3.0 | 3.0 | 3.0 |
