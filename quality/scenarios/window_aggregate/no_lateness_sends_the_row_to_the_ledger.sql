-- The same late reading without allowed lateness: the result stays, the row is in the ledger, nothing is dropped silently.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s');

INSERT INTO readings VALUES
  ('p1', 20.0, TIMESTAMP '2026-05-01 10:01:00'),
  ('p1', 30.0, TIMESTAMP '2026-05-01 10:14:00');

INSERT INTO readings VALUES
  ('p1', 40.0, TIMESTAMP '2026-05-01 10:08:30');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '10' MINUTE))
GROUP BY pump, window_start, window_end;

-- kinds
-- | +I | p1 | 2026-05-01 10:00:00.000 | 20.0 |
-- | +I | p1 | 2026-05-01 10:10:00.000 | 30.0 |

-- expect ledger
-- | LATE | readings | p1 |
