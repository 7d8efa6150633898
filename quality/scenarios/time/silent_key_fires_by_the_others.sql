-- The window of a pump that sends nothing more fires when the others are far enough ahead; a row that comes after all corrects it.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.idle' = '10 s', 'time.clock' = 'key', 'key.fields' = 'pump');

CREATE TABLE means (
  pump STRING, window_start TIMESTAMP(3), mean_c DOUBLE,
  PRIMARY KEY (pump, window_start) NOT ENFORCED
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('p2', 1.0, TIMESTAMP '2026-05-01 10:01:30');

INSERT INTO readings VALUES
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:00:40');

INSERT INTO means
SELECT pump, window_start, AVG(temp_c)
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect sink
-- | p1 | 2026-05-01 10:00:00.000 | 15.0 |
-- | p2 | 2026-05-01 10:00:00.000 | 1.0 |
-- | p2 | 2026-05-01 10:01:00.000 | 1.0 |
