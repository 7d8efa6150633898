-- A reading whose time is NULL cannot be placed: it is in the ledger as INVALID.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'key.fields' = 'pump');

INSERT INTO readings VALUES
  ('p1', 1.0, NULL),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:01');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- expect
-- | p1 | 2026-05-01 10:00:00.000 | 2.0 |

-- expect ledger
-- | INVALID | readings | p1 |
