-- A window that silence fired is corrected once, when the pump's clock or the next silence closes it, and not by every row that comes.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.idle' = '10 s');

-- advance 10:00:05

INSERT INTO readings VALUES
  ('p1', 10.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 10.0, TIMESTAMP '2026-05-01 10:00:01');

-- advance 10:00:30

INSERT INTO readings VALUES
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:00:21'),
  ('p1', 30.0, TIMESTAMP '2026-05-01 10:00:22'),
  ('p1', 40.0, TIMESTAMP '2026-05-01 10:00:23'),
  ('p2', 40.0, TIMESTAMP '2026-05-01 10:00:23');

-- advance 10:00:45

INSERT INTO readings VALUES
  ('p1', 50.0, TIMESTAMP '2026-05-01 10:00:40'),
  ('p1', 60.0, TIMESTAMP '2026-05-01 10:01:06'),
  ('p1', 42.0, TIMESTAMP '2026-05-01 10:00:59');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- kinds
-- | +I | p1 | 2026-05-01 10:00:00.000 | 10.0 |
-- | -U | p1 | 2026-05-01 10:00:00.000 | 10.0 |
-- | +U | p1 | 2026-05-01 10:00:00.000 | 25.0 |
-- | -U | p1 | 2026-05-01 10:00:00.000 | 25.0 |
-- | +U | p1 | 2026-05-01 10:00:00.000 | 30.0 |
-- | -U | p1 | 2026-05-01 10:00:00.000 | 30.0 |
-- | +U | p1 | 2026-05-01 10:00:00.000 | 32.0 |
-- | +I | p1 | 2026-05-01 10:01:00.000 | 60.0 |
-- | +I | p2 | 2026-05-01 10:00:00.000 | 10.0 |
-- | -U | p2 | 2026-05-01 10:00:00.000 | 10.0 |
-- | +U | p2 | 2026-05-01 10:00:00.000 | 25.0 |
