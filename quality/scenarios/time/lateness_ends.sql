-- One revision while the lateness lasts, the ledger afterwards.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '30 s', 'key.fields' = 'pump');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:01:20');

INSERT INTO readings VALUES
  ('p1', 3.0, TIMESTAMP '2026-05-01 10:00:20');

INSERT INTO readings VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:01:30');

INSERT INTO readings VALUES
  ('p1', 9.0, TIMESTAMP '2026-05-01 10:00:30');

SELECT pump, window_start, AVG(temp_c) AS mean_c
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY pump, window_start, window_end;

-- kinds
-- | +I | p1 | 2026-05-01 10:00:00.000 | 1.0 |
-- | -U | p1 | 2026-05-01 10:00:00.000 | 1.0 |
-- | +U | p1 | 2026-05-01 10:00:00.000 | 2.0 |
-- | +I | p1 | 2026-05-01 10:01:00.000 | 1.0 |

-- expect ledger
-- | LATE | readings | p1 |
