-- A correction that no longer meets HAVING deletes the result, one that meets it at last brings it; so an alert is withdrawn.
CREATE TABLE readings (
  device STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '1 h');

INSERT INTO readings VALUES
  ('cold', 10.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('cold', 90.0, TIMESTAMP '2026-05-01 10:01:10'),
  ('hot', 90.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('hot', 10.0, TIMESTAMP '2026-05-01 10:01:10');
INSERT INTO readings VALUES
  ('cold', 90.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('cold', 20.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('hot', 10.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('hot', 200.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT device, window_start, AVG(v) AS mean
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY device, window_start, window_end
HAVING AVG(v) < 50;

-- kinds
-- | +I | cold | 2026-05-01 10:00:00.000 | 10.0 |
-- | -D | cold | 2026-05-01 10:00:00.000 | 10.0 |
-- | +I | cold | 2026-05-01 10:00:00.000 | 40.0 |
-- | +I | hot | 2026-05-01 10:01:00.000 | 10.0 |
