-- A reading up to time.max-ahead before its arrival is taken.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s', 'key.fields' = 'pump', 'time.max-ahead' = '2 s');

-- advance 10:00:00

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 5.0, TIMESTAMP '2026-05-01 10:00:02.001');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 1.0 |

-- expect ledger
-- | AHEAD | readings | p1 |
