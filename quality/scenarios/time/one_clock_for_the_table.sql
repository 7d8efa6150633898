-- With time.clock = stream the same upload is late, as it is in Flink.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s', 'time.clock' = 'stream');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 13:00:01'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 13:01:30');

INSERT INTO readings VALUES
  ('p2', 5.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p2', 7.0, TIMESTAMP '2026-05-01 10:00:50');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 13:00:00.000 | 1.0 |
-- | p1 | 2026-05-01 13:01:00.000 | 1.0 |

-- expect ledger
-- | LATE | readings | p2 |
-- | LATE | readings | p2 |
