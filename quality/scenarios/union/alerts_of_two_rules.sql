-- Two rules over one table, one by machine and one by sensor, write into one table of alerts.
CREATE TABLE readings (
  machine STRING, sensor STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'key.fields' = 'sensor');

CREATE TABLE alerts (
  what STRING, who STRING
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('m1', 's1', 99.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('m1', 's2', 20.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('m2', 's3', 30.0, TIMESTAMP '2026-05-01 10:00:03');

INSERT INTO alerts
SELECT 'hot sensor', sensor FROM (
  SELECT sensor, MAX(temp_c) OVER (PARTITION BY sensor ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS top_c FROM readings
) WHERE top_c > 80
UNION ALL
SELECT 'busy machine', machine FROM (
  SELECT machine, COUNT(*) AS n
  FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
  GROUP BY machine, window_start, window_end
) WHERE n > 1;

-- expect sink
-- | hot sensor | s1 |
-- | busy machine | m1 |
