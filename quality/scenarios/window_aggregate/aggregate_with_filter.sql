-- FILTER (WHERE ...) lets an aggregate see some rows only.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 90.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 95.0, TIMESTAMP '2026-05-01 10:00:03');

SELECT pump, COUNT(*) AS n, COUNT(*) FILTER (WHERE temp_c > 80) AS hot
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 3 | 2 |
