-- Final: exactly one result, when the lateness has passed; a late row that is still allowed is in it.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '2 min');

CREATE TABLE counts (
  pump STRING, window_start TIMESTAMP(3), n BIGINT,
  PRIMARY KEY (pump, window_start) NOT ENFORCED
) WITH ('connector' = 'scenario', 'emit' = 'final');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:01:30');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:04:00');

INSERT INTO counts
SELECT pump, window_start, COUNT(*)
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- kinds
-- | +I | p1 | 2026-05-01 10:00:00.000 | 2 |
-- | +I | p1 | 2026-05-01 10:01:00.000 | 1 |
-- | +I | p1 | 2026-05-01 10:04:00.000 | 1 |
