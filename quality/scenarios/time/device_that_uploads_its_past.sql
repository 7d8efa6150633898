-- A device that was cut off uploads its past while the others are at now: nothing of it is late, because every device has its own clock.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s', 'key.fields' = 'pump');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 13:00:01'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 13:01:30');

INSERT INTO readings VALUES
  ('p2', 5.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p2', 7.0, TIMESTAMP '2026-05-01 10:00:50'),
  ('p2', 9.0, TIMESTAMP '2026-05-01 10:02:00');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 13:00:00.000 | 1.0 |
-- | p1 | 2026-05-01 13:01:00.000 | 1.0 |
-- | p2 | 2026-05-01 10:00:00.000 | 6.0 |
-- | p2 | 2026-05-01 10:02:00.000 | 9.0 |

-- expect ledger
