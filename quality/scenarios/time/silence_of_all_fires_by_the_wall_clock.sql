-- Nothing arrives for longer than time.idle: what is open fires, and a later row corrects it.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.idle' = '10 s');

-- advance 10:00:05

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:01');

-- advance 10:00:30

INSERT INTO readings VALUES
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:00:29');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- kinds
-- | +I | p1 | 2026-05-01 10:00:00.000 | 10.0 |
-- | -U | p1 | 2026-05-01 10:00:00.000 | 10.0 |
-- | +U | p1 | 2026-05-01 10:00:00.000 | 15.0 |
