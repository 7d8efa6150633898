-- The outlier 1000 is in the frame of the last row; with mean and deviation that row would be normal, with median and MAD it is far out.
CREATE TABLE readings (
  pump STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '30' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:02:00'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:03:00'),
  ('p1', 1000.0, TIMESTAMP '2026-05-01 10:04:00'),
  ('p1', 30.0, TIMESTAMP '2026-05-01 10:05:00');

SELECT v, CAST(ZSCORE(v) OVER w AS DECIMAL(9, 3)) AS z, CAST(ROBUST_ZSCORE(v) OVER w AS DECIMAL(9, 3)) AS robust FROM readings WINDOW w AS (PARTITION BY pump ORDER BY ts ROWS BETWEEN 5 PRECEDING AND 1 PRECEDING);

-- expect
-- | 1.0 | NULL | NULL |
-- | 2.0 | NULL | NULL |
-- | 3.0 | 2.121 | 2.023 |
-- | 4.0 | 2.000 | 1.349 |
-- | 1000.0 | 772.660 | 672.805 |
-- | 30.0 | -0.386 | 18.211 |
