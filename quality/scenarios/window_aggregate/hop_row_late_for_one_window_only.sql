-- A row that is too late for the first of its windows still counts in the others; the ledger names the one it missed.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s', 'key.fields' = 'pump');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:45');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT pump, window_start, COUNT(*) AS n
FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '20' SECOND, INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 09:59:20.000 | 1 |
-- | p1 | 2026-05-01 09:59:40.000 | 1 |
-- | p1 | 2026-05-01 10:00:00.000 | 3 |
-- | p1 | 2026-05-01 10:00:20.000 | 2 |
-- | p1 | 2026-05-01 10:00:40.000 | 1 |

-- expect ledger
-- | LATE | readings | p1 |
