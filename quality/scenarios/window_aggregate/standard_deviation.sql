-- Population and sample deviation and variance, and the sample ones of a single row.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p1', 4.0, TIMESTAMP '2026-05-01 10:00:04'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:05'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:06'),
  ('p1', 7.0, TIMESTAMP '2026-05-01 10:00:07'),
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:08'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:00:01');

SELECT pump, STDDEV_POP(temp_c) AS sp, VAR_POP(temp_c) AS vp, VAR_SAMP(temp_c) AS vs
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2.0 | 4.0 | 4.571428571428571 |
-- | p2 | 0.0 | 0.0 | NULL |
