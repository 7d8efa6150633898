-- The hottest reading of each hopping window, straight over the rows: disorder within the bound and a row per window of each reading.
CREATE TABLE readings (
  device STRING, v DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s');

INSERT INTO readings VALUES
  ('d1', 20.0, TIMESTAMP '2026-05-01 10:00:12'),
  ('d1', 22.0, TIMESTAMP '2026-05-01 10:00:08'),
  ('d1', 21.0, TIMESTAMP '2026-05-01 10:00:21'),
  ('d1', 30.0, TIMESTAMP '2026-05-01 10:00:09');

SELECT device, window_start, v
FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY device, window_start, window_end ORDER BY v DESC) AS n
      FROM TABLE(HOP(TABLE readings, DESCRIPTOR(ts), INTERVAL '10' SECOND, INTERVAL '20' SECOND)))
WHERE n = 1;

-- expect
-- | d1 | 2026-05-01 09:59:50.000 | 22.0 |
-- | d1 | 2026-05-01 10:00:00.000 | 30.0 |
-- | d1 | 2026-05-01 10:00:10.000 | 21.0 |
-- | d1 | 2026-05-01 10:00:20.000 | 21.0 |
-- expect ledger
-- | LATE | readings | d1 |
