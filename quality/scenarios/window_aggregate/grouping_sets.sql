-- Energy per device, per site and of everything in one query; GROUPING tells a total from a device without a name.
CREATE TABLE readings (
  site STRING, device STRING, kwh DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '5 min');

INSERT INTO readings VALUES
  ('s1', 'd1', 1.0, TIMESTAMP '2026-05-01 10:00:10'),
  ('s1', 'd2', 2.0, TIMESTAMP '2026-05-01 10:00:20'),
  ('s2', NULL, 4.0, TIMESTAMP '2026-05-01 10:00:30'),
  ('s1', 'd1', 8.0, TIMESTAMP '2026-05-01 10:01:10');
INSERT INTO readings VALUES
  ('s1', 'd1', 16.0, TIMESTAMP '2026-05-01 10:00:40');

SELECT site, device, window_start, GROUPING(device) AS g, GROUPING_ID(site, device) AS id, SUM(kwh) AS kwh
FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, GROUPING SETS ((site, device), (site), ());

-- expect
-- | s1 | d1 | 2026-05-01 10:00:00.000 | 0 | 0 | 17.0 |
-- | s1 | d2 | 2026-05-01 10:00:00.000 | 0 | 0 | 2.0 |
-- | s2 | NULL | 2026-05-01 10:00:00.000 | 0 | 0 | 4.0 |
-- | s1 | NULL | 2026-05-01 10:00:00.000 | 1 | 1 | 19.0 |
-- | s2 | NULL | 2026-05-01 10:00:00.000 | 1 | 1 | 4.0 |
-- | NULL | NULL | 2026-05-01 10:00:00.000 | 1 | 3 | 23.0 |
-- | s1 | d1 | 2026-05-01 10:01:00.000 | 0 | 0 | 8.0 |
-- | s1 | NULL | 2026-05-01 10:01:00.000 | 1 | 1 | 8.0 |
-- | NULL | NULL | 2026-05-01 10:01:00.000 | 1 | 3 | 8.0 |
