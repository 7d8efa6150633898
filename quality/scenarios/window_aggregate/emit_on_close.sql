-- On close: one result when the window fires, none before.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario');

CREATE TABLE counts (
  pump STRING, window_start TIMESTAMP(3), n BIGINT,
  PRIMARY KEY (pump, window_start) NOT ENFORCED
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:01:00');

INSERT INTO counts
SELECT pump, window_start, COUNT(*)
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- kinds
-- | +I | p1 | 2026-05-01 10:00:00.000 | 2 |
-- | +I | p1 | 2026-05-01 10:01:00.000 | 1 |
