-- Mean temperature per pump and minute; a row behind the clock of its pump is late.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s');

INSERT INTO readings VALUES
  ('p1', 20.5, TIMESTAMP '2026-05-01 10:00:01'),
  ('p1', 21.5, TIMESTAMP '2026-05-01 10:00:59'),
  ('p1', 22.0, TIMESTAMP '2026-05-01 10:01:06');

INSERT INTO readings VALUES
  ('p1', 99.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('p2', 50.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 21.0 |
-- | p1 | 2026-05-01 10:01:00.000 | 22.0 |
-- | p2 | 2026-05-01 10:00:00.000 | 50.0 |

-- expect ledger
-- | LATE | readings | p1 |
